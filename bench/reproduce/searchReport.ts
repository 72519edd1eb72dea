import { sparkline } from '../../src/cli/text/sparkline.ts'
import { episodeOf, type Json, type Rewarded, showArchitecture } from '../../src/core.ts'
import { showBudget } from '../../src/session/index.ts'
import { textTable } from '../table.ts'
import { article, published } from './article.ts'
import { type SearchesPlan } from './plan.ts'
import { isSameWinner, type Winner } from './results.ts'
import { showSpread, spreadOf } from './spread.ts'
import { chanceMargin } from './tableReport.ts'

type Found = Readonly<{ architecture: Json; key: string; validationAccuracy: number }>
type Episodes = ReadonlyArray<Rewarded<Json>>

/** What the first `children` episodes of a search came to: the fold of its journal. */
export const searched = (arm: string, seed: number, episodes: Episodes, children: number) => {
  const outcomes = episodes.map(({ outcome }) => outcome).filter((one) => episodeOf(one) < children)
  const bests = outcomes.reduce<ReadonlyArray<Found | undefined>>((sofar, outcome) => {
    const best = sofar.at(-1)
    if (outcome._tag !== 'Trained') return [...sofar, best]
    const { key, architecture } = outcome.validated
    const validationAccuracy = outcome.metrics.accuracy ?? 0
    const isBetter = best === undefined || validationAccuracy > best.validationAccuracy
    return [...sofar, isBetter ? { architecture, key, validationAccuracy } : best]
  }, [])
  const keys = outcomes.flatMap((one) => (one._tag === 'Trained' ? [one.validated.key] : []))
  const end = outcomes.at(-1)
  const candidate = end?._tag === 'Rejected' ? end.proposed.candidate : end?.validated.architecture
  return {
    ...{ arm, seed, children: outcomes.length, trained: new Set(keys).size },
    ...{ untrained: outcomes.length - keys.length, best: bests.at(-1) },
    bestSoFar: bests.map((best) => best?.validationAccuracy ?? 0),
    /** In words: the article's rise whatever they earn. */
    last: end === undefined ? '' : showArchitecture(candidate),
  }
}

/** A search: its children that are over, how many different ones were trained, and what was best. */
export type Searched = ReturnType<typeof searched>

/** What all searches of a report have in common; `images` train. */
export type SearchesSettings = Pick<
  SearchesPlan,
  'children' | 'budget' | 'finalBudget' | 'poolStride'
> &
  Readonly<{ source: string; images: number }>

const bestOf = ({ best }: Searched): number => best?.validationAccuracy ?? 0

/** A way to search over its seeds, of searches that have ended: the best on validation, its winners on test. */
const rowOf = (
  arm: string,
  settings: SearchesSettings,
  all: ReadonlyArray<Searched>,
  known: ReadonlyArray<Winner>,
) => {
  const { children, finalBudget: budget } = settings
  const searches = all.filter((search) => search.arm === arm && search.children >= children)
  const winners = searches.flatMap(({ seed, best: { key } = { key: '' } }) =>
    known.filter((winner) => isSameWinner(winner, { arm, seed, key, budget })).slice(0, 1),
  )
  const test = spreadOf(winners.map(({ testAccuracy }) => testAccuracy))
  return { arm, best: spreadOf(searches.map(bestOf)), test, searches, winners }
}

type ArmRow = ReturnType<typeof rowOf>

/** How a way to search did beside random ones of the same seeds. */
const besideRandom = (row: ArmRow, random: ArmRow): ReadonlyArray<string> => {
  const gaps = row.searches.flatMap((search) =>
    random.searches
      .filter(({ seed }) => seed === search.seed)
      .map((other) => bestOf(search) - bestOf(other)),
  )
  const { count, mean } = spreadOf(gaps) ?? { count: 0, mean: 0 }
  const wins = gaps.filter((gap) => gap > 0).length
  const claim = `That ${row.arm} finds better children than random search`
  const figures = `better with ${wins} of ${count} seeds, ${mean < 0 ? '-' : '+'}${Math.abs(mean).toFixed(4)} on average`
  const holds = wins > 0 && mean > 0 ? 'is not shown' : 'does not hold'
  if (count === 0) return []
  return wins === count && count > 1
    ? [`${claim} holds with every seed: ${figures}; chance alone does so once in ${2 ** count}.`]
    : [`${claim} ${holds}: ${figures}.`]
}

/** Whether a winner came up to the article's figure of the network that it found. */
const besideFound = (rows: ReadonlyArray<ArmRow>, { source, poolStride }: SearchesSettings) => {
  const winners = rows.flatMap((row) => row.winners).sort((a, b) => b.testAccuracy - a.testAccuracy)
  const said = published.found.accuracy
  const claim = `That a search finds a network of ${said} on the test images`
  const unlike =
    poolStride === 'one' ? '' : ' Pooling has the stride of its size, not of 1 as in the article.'
  return winners
    .slice(0, source === 'mnist' ? 1 : 0)
    .map(({ arm, seed, testAccuracy, testExamples }) =>
      testAccuracy + chanceMargin(said, testExamples) >= said
        ? `${claim} holds: ${arm}, seed ${seed} reaches ${testAccuracy.toFixed(4)}.`
        : `${claim} does not hold here: the highest of the winners is ${testAccuracy.toFixed(4)} (${arm}, seed ${seed}).${unlike}`,
    )
}

/** The report of some searches, of the arms in their order, and what it says of the article's. */
export const searchReport = (
  settings: SearchesSettings,
  arms: ReadonlyArray<string>,
  searches: ReadonlyArray<Searched>,
  winners: ReadonlyArray<Winner>,
) => {
  const rows = arms.map((arm) => rowOf(arm, settings, searches, winners))
  const random = rows.find(({ arm }) => arm === 'random')
  const { episodes, steps } = article.search
  const verdict: ReadonlyArray<string> = [
    `The article's search has ${episodes} children of ${steps} steps, rewarded by their test accuracy; here they are ${settings.children}, rewarded by validation.`,
    ...(random === undefined
      ? ['Without random search there is nothing to compare with.']
      : rows.flatMap((row) => (row === random ? [] : besideRandom(row, random)))),
    ...besideFound(rows, settings),
  ]
  return { _tag: 'Searches' as const, settings, rows, verdict }
}

export type SearchesReport = ReturnType<typeof searchReport>

const searchCells = ({ arm, seed, bestSoFar, best, trained, last }: Searched) => {
  const winner = best === undefined ? 'none' : showArchitecture(best.architecture)
  const accuracy = best?.validationAccuracy.toFixed(4) ?? ''
  return [arm, String(seed), sparkline(bestSoFar, 24), accuracy, winner, String(trained), last]
}

/** Searches compared, each in a line, and their verdict, in lines for a person. */
export const renderSearches = ({
  settings,
  rows,
  verdict,
}: SearchesReport): ReadonlyArray<string> => [
  'each search: the best validation accuracy so far, its winner, and its last child:',
  ...textTable([
    ['', 'seed', 'so far', 'best', 'winner', 'trained', 'last child'],
    ...rows.flatMap(({ searches }) => searches.map(searchCells)),
  ]),
  `${settings.children} children of ${showBudget(settings.budget)} a search; winners trained again for ${showBudget(settings.finalBudget)} and tested after it; pooling with stride ${settings.poolStride === 'one' ? '1' : 'of its size'}:`,
  ...textTable([
    ['search', 'best validation accuracy', 'test accuracy of the winners'],
    ...rows.map(({ arm, best, test }) => [arm, showSpread(best), showSpread(test)]),
  ]),
  ...verdict,
]
