import * as t from 'io-ts'
import {
  compareSearches,
  compareToBaselines,
  type JournalHeader,
  type Observation,
} from '../../core.ts'
import { bestPlace, type Episodes, hasChild, outcomes } from '../Episodes.ts'
import { type ResultFacts } from '../ResultFacts.ts'
import { type RunRecord } from '../RunRecord.ts'
import { strict } from '../strict.ts'

/** A number with its name. */
const NamedNumber = strict({ name: t.string, value: t.number })
type NamedNumber = t.TypeOf<typeof NamedNumber>

/** What a search came to, in a few figures. */
export const Overview = strict({
  policy: t.string,
  seed: t.union([t.number, t.null]),
  reward: t.string,
  family: t.string,
  /** ISO 8601; `null` of an empty journal. */
  began: t.union([t.string, t.null]),
  ended: t.union([t.string, t.null]),
  seconds: t.number,
  counts: strict({
    episodes: t.number,
    trained: t.number,
    seenBefore: t.number,
    failed: t.number,
    rejected: t.number,
    rounds: t.number,
    resumed: t.number,
    recalled: t.number,
    dropped: t.number,
  }),
  best: t.union([
    t.null,
    strict({
      episode: t.number,
      reward: t.number,
      architecture: t.string,
      metrics: t.readonlyArray(NamedNumber),
    }),
  ]),
  /** What the final network reached on the test split, and plain models there. */
  tested: t.readonlyArray(NamedNumber),
  /** What follows of it, in sentences. */
  verdicts: t.readonlyArray(t.string),
})
export type Overview = t.TypeOf<typeof Overview>

const countOf = ({ outcome }: Episodes, which: number): number =>
  outcome.reduce((count, one) => count + (one === which ? 1 : 0), 0)

/** Episodes as searches are compared by them. */
const observationsOf = (episodes: Episodes): ReadonlyArray<Observation> =>
  Array.from({ length: episodes.count }, (_, i) => ({
    reward: episodes.reward[i] ?? NaN,
    // By its place: the texts of two long architectures may be cut alike.
    key: hasChild(episodes, i) ? String(episodes.architecture[i]) : undefined,
  }))

const besideBaseline = (
  { episodes }: RunRecord,
  baseline: RunRecord | undefined,
): ReadonlyArray<string> => {
  if (baseline === undefined || episodes.count === 0 || baseline.episodes.count === 0) return []
  const { verdict, best, upperTail } = compareSearches(
    observationsOf(episodes),
    observationsOf(baseline.episodes),
  )
  const name = baseline.header?.policy.name ?? 'its baseline'
  const share = `${upperTail.search} of the ${upperTail.total} best architectures of both are the search's`
  const figures = `its best reward is ${best.search.toFixed(4)}, that of ${name} ${best.baseline.toFixed(4)}`
  switch (verdict) {
    case 'Better':
      return [`The search beat ${name}: ${share}; ${figures}.`]
    case 'Worse':
      return [`The search did worse than ${name}: ${share}; ${figures}.`]
    case 'CannotTell':
      return [
        `This pair of runs cannot tell whether the search beat ${name}: ${share}; ${figures}.`,
      ]
  }
}

const besidePlainModels = (metrics: ResultFacts['metrics']): ReadonlyArray<string> =>
  compareToBaselines(metrics).map(({ baseline, verdict, metric, network, reached }) => {
    const name = baseline === 'constant' ? 'a guess without the inputs' : 'a linear model'
    const than = { better: 'is better than', equal: 'is no better than', worse: 'is worse than' }
    return `The network ${than[verdict]} ${name}: ${metric} ${network.toFixed(4)} against ${reached.toFixed(4)} on the test split.`
  })

const testedOf = (metrics: ResultFacts['metrics']): ReadonlyArray<NamedNumber> =>
  Object.entries(metrics)
    .filter(([name]) => /^(test|linear|constant)[A-Z]/.test(name))
    .map(([name, value]) => ({ name, value }))

const bestOf = (episodes: Episodes): Overview['best'] => {
  const place = bestPlace(episodes)
  return place === undefined
    ? null
    : {
        episode: episodes.episode[place] ?? 0,
        reward: episodes.reward[place] ?? 0,
        architecture: episodes.architectures[episodes.architecture[place] ?? -1] ?? '',
        metrics: episodes.metrics.flatMap(({ name, values }) =>
          Number.isFinite(values[place]) ? [{ name, value: values[place] ?? 0 }] : [],
        ),
      }
}

const named = (header: JournalHeader | undefined, part: 'policy' | 'reward' | 'trainer'): string =>
  header?.[part].name ?? 'unknown'

/** What a search came to, in a few figures and sentences. */
export const overview = (
  run: RunRecord,
  baseline: RunRecord | undefined,
  result: ResultFacts | undefined,
): Overview => {
  const { header, episodes, began, ended, seconds } = run
  return {
    policy: named(header, 'policy'),
    seed: header?.seed ?? null,
    reward: named(header, 'reward'),
    family: named(header, 'trainer'),
    ...{ began: began ?? null, ended: ended ?? null, seconds },
    counts: {
      episodes: episodes.count,
      trained: countOf(episodes, outcomes.trained),
      seenBefore: countOf(episodes, outcomes.seenBefore),
      failed: countOf(episodes, outcomes.failed),
      rejected: countOf(episodes, outcomes.rejected),
      rounds: run.rounds.length,
      ...{ resumed: run.resumed, recalled: run.recalled, dropped: run.dropped },
    },
    best: bestOf(episodes),
    tested: testedOf(result?.metrics ?? {}),
    verdicts: [...besideBaseline(run, baseline), ...besidePlainModels(result?.metrics ?? {})],
  }
}
