import { type Budget } from '../../index.ts'
import { article, published } from './articleFigures.ts'
import { type Searched } from './Searched.ts'
import { type Spread, spreadOf } from './Spread.ts'
import { chanceMargin } from './tableReport.ts'
import { isSameWinner, type Winner } from './Winner.ts'

/** What all searches of a report have in common. */
export interface SearchesSettings {
  readonly source: string
  readonly children: number
  readonly budget: Budget
  readonly finalBudget: Budget
  readonly poolStride: 'one' | 'size'
  /** Training images that children see. */
  readonly images: number
}

/** A way to search over its seeds. Only searches that have ended count. */
export interface ArmRow {
  readonly arm: string
  /** The best validation accuracy that a search found, over seeds. */
  readonly best: Spread | undefined
  /** Accuracy on the test images of the winners, trained again, over seeds. */
  readonly test: Spread | undefined
  readonly searches: ReadonlyArray<Searched>
  readonly winners: ReadonlyArray<Winner>
}

/** Searches compared, and what they say of the article. */
export interface SearchesReport {
  readonly _tag: 'Searches'
  readonly settings: SearchesSettings
  readonly rows: ReadonlyArray<ArmRow>
  readonly verdict: ReadonlyArray<string>
}

const baseline = 'random'

const isOver = ({ children }: Searched, settings: SearchesSettings): boolean =>
  children >= settings.children

const rowOf = (
  arm: string,
  settings: SearchesSettings,
  searches: ReadonlyArray<Searched>,
  winners: ReadonlyArray<Winner>,
): ArmRow => {
  const own = searches.filter((search) => search.arm === arm && isOver(search, settings))
  const tested = own.flatMap(({ seed, best }) => {
    const winner =
      best === undefined
        ? undefined
        : winners.find((one) =>
            isSameWinner(one, { arm, seed, key: best.key, budget: settings.finalBudget }),
          )
    return winner === undefined ? [] : [winner]
  })
  return {
    arm,
    best: spreadOf(own.map(({ best }) => best?.validationAccuracy ?? 0)),
    test: spreadOf(tested.map(({ testAccuracy }) => testAccuracy)),
    searches: own,
    winners: tested,
  }
}

const signed = (n: number): string => `${n < 0 ? '-' : '+'}${Math.abs(n).toFixed(4)}`

/** How a way to search did beside random ones of the same seeds. */
const besideRandom = (row: ArmRow, random: ArmRow): ReadonlyArray<string> => {
  const gaps = row.searches.flatMap(({ seed, best }) => {
    const other = random.searches.find((search) => search.seed === seed)
    return other === undefined
      ? []
      : [(best?.validationAccuracy ?? 0) - (other.best?.validationAccuracy ?? 0)]
  })
  const mean = spreadOf(gaps)?.mean
  if (mean === undefined) return []
  const wins = gaps.filter((gap) => gap > 0).length
  const claim = `That ${row.arm} finds better children than random search`
  const figures = `better with ${wins} of ${gaps.length} seeds, ${signed(mean)} on average`
  if (wins === gaps.length && gaps.length > 1)
    return [
      `${claim} holds with every seed: ${figures}; chance alone does so once in ${2 ** gaps.length}.`,
    ]
  return [
    wins > 0 && mean > 0
      ? `${claim} is not shown: ${figures}.`
      : `${claim} does not hold: ${figures}.`,
  ]
}

/** Whether a winner came up to the article's figure of the network that it found. */
const besideFound = (
  rows: ReadonlyArray<ArmRow>,
  { source, poolStride }: SearchesSettings,
): ReadonlyArray<string> => {
  const [top] = rows
    .flatMap(({ winners }) => winners)
    .sort((a, b) => b.testAccuracy - a.testAccuracy)
  if (top === undefined || source !== 'mnist') return []
  const said = published.found.accuracy
  const margin = chanceMargin(said, top.testExamples)
  return [
    top.testAccuracy + margin >= said
      ? `That a search finds a network of ${said} on the test images holds: ${top.arm}, seed ${top.seed} reaches ${top.testAccuracy.toFixed(4)}.`
      : `That a search finds a network of ${said} on the test images does not hold here: the highest of the winners is ${top.testAccuracy.toFixed(4)} (${top.arm}, seed ${top.seed}).${
          poolStride === 'one'
            ? ''
            : ' Pooling has the stride of its size, not of 1 as in the article.'
        }`,
  ]
}

/** What searches say of the article's: what holds, what does not, and what cannot be said. */
export const searchVerdict = (
  settings: SearchesSettings,
  rows: ReadonlyArray<ArmRow>,
): ReadonlyArray<string> => {
  const random = rows.find(({ arm }) => arm === baseline)
  return [
    `The article's search has ${article.search.episodes} children of ${article.search.steps} steps, rewarded by their test accuracy; here they are ${settings.children}, rewarded by validation.`,
    ...(random === undefined
      ? ['Without random search there is nothing to compare with.']
      : rows.filter(({ arm }) => arm !== baseline).flatMap((row) => besideRandom(row, random))),
    ...besideFound(rows, settings),
  ]
}

/** The report of some searches, of the arms in their order. */
export const searchReport = (
  settings: SearchesSettings,
  arms: ReadonlyArray<string>,
  searches: ReadonlyArray<Searched>,
  winners: ReadonlyArray<Winner>,
): SearchesReport => {
  const rows = arms.map((arm) => rowOf(arm, settings, searches, winners))
  return { _tag: 'Searches', settings, rows, verdict: searchVerdict(settings, rows) }
}
