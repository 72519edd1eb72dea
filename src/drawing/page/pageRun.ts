import { printable } from '../../common/index.ts'
import { bestPlace, outcomes, type RunReport } from '../../report/index.ts'
import { type PageEpisode, type PageRun } from './PageData.ts'

/** So many episodes are told one by one, however many a search has. */
const mostEpisodes = 3000
const mostDecisions = 60

const outcomeNames: ReadonlyArray<string> = Object.entries(outcomes)
  .sort(([, a], [, b]) => a - b)
  .map(([name]) => (name === 'seenBefore' ? 'seen before' : name))

const short = (value: number | undefined): number | null =>
  value !== undefined && Number.isFinite(value) ? Number(value.toPrecision(6)) : null

/** Places of the episodes that are told: those that are drawn, the best ones, and some of the others. */
const toldPlaces = (run: RunReport): ReadonlyArray<number> => {
  const { episodes } = run
  const { count } = episodes
  if (count <= mostEpisodes) return Array.from({ length: count }, (_, i) => i)
  const numbers = new Set<number>()
  const add = (some: Iterable<number>): void => {
    for (const one of some) numbers.add(one)
  }
  if (run.rewards._tag === 'Shown') {
    add(run.rewards.view.points.episode)
    add(run.rewards.view.best.episode)
  }
  if (run.tradeOffs._tag === 'Shown')
    for (const { front, points } of run.tradeOffs.view) {
      add(points.episode)
      add(front.map(({ episode }) => episode))
    }
  if (run.decisions._tag === 'Shown') add(run.decisions.view.episode)
  if (run.curves._tag === 'Shown') add(run.curves.view.curves.map(({ episode }) => episode))
  const byReward = Array.from({ length: count }, (_, i) => i)
    .sort((a, b) => (episodes.reward[b] ?? NaN) - (episodes.reward[a] ?? NaN))
    .slice(0, 300)
  const best = bestPlace(episodes)
  const kept = new Set([...byReward, ...(best === undefined ? [] : [best])])
  return Array.from({ length: count }, (_, i) => i).filter(
    (i) => kept.has(i) || numbers.has(episodes.episode[i] ?? -1),
  )
}

/** What the page's script knows of a run. */
export const pageRun = (run: RunReport): PageRun => {
  const { episodes, networks } = run
  const places = toldPlaces(run)
  const decisions = episodes.decisions.slice(0, mostDecisions)
  const architectures = new Map<number, number>()
  const placeOf = (architecture: number): number => {
    const known = architectures.get(architecture) ?? architectures.size
    architectures.set(architecture, known)
    return known
  }
  const told = places.map((i): PageEpisode => {
    const reason = episodes.reasons[episodes.reason[i] ?? -1]
    return {
      episode: episodes.episode[i] ?? 0,
      reward: short(episodes.reward[i]) ?? 0,
      outcome: episodes.outcome[i] ?? 0,
      architecture: placeOf(episodes.architecture[i] ?? -1),
      metrics: episodes.metrics.map(({ values }) => short(values[i])),
      taken: decisions.map(({ taken }) => taken[i] ?? -1),
      ...(reason === undefined ? {} : { reason: printable(reason) }),
    }
  })
  const architectureOf = new Map(told.map(({ episode, architecture }) => [episode, architecture]))
  return {
    outcomes: outcomeNames,
    metrics: episodes.metrics.map(({ name }) => printable(name)),
    decisions: decisions.map(({ path, options }) => ({
      path: printable(path),
      options: options.map(printable),
    })),
    architectures: [...architectures.keys()].map((place) =>
      printable(episodes.architectures[place] ?? ''),
    ),
    episodes: told,
    count: episodes.count,
    layers: networks.flatMap(({ episode, network }) => {
      const architecture = architectureOf.get(episode)
      return architecture === undefined
        ? []
        : [
            [
              architecture,
              network.layers.map(
                ({ kind, detail, output, parameters }) =>
                  [printable(kind), printable(detail), output, parameters] as const,
              ),
            ] as const,
          ]
    }),
  }
}
