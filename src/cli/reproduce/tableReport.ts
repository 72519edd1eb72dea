import { type ArchitectureName, architectureNames, article, published } from './articleFigures.ts'
import { type Run, type RunSettings } from './Run.ts'
import { type Spread, spreadOf } from './Spread.ts'

/** A row of the table: one architecture beside what the article says of it. */
export interface TableRow {
  readonly architecture: ArchitectureName
  /** What the article says it reached on the test images. */
  readonly published: number
  /** Accuracy on the test images after the last epoch. */
  readonly test: Spread
  /** Accuracy on the validation images after the last epoch. */
  readonly validation: Spread
  readonly parameters: number
  /** Operations of one example's forward pass. */
  readonly flops: number
  readonly seconds: Spread
  readonly runs: ReadonlyArray<Run>
}

/** The reproduced table, and what it says of the article's. */
export interface TableReport {
  readonly _tag: 'Table'
  readonly source: string
  readonly settings: RunSettings
  readonly rows: ReadonlyArray<TableRow>
  readonly verdict: ReadonlyArray<string>
}

const rowOf = (
  architecture: ArchitectureName,
  all: ReadonlyArray<Run>,
): ReadonlyArray<TableRow> => {
  const runs = all
    .filter((run) => run.architecture === architecture)
    .sort((a, b) => a.seed - b.seed)
  const last = runs.flatMap(({ curve }) => curve.slice(-1))
  const [first] = runs
  const test = spreadOf(last.map(({ testAccuracy }) => testAccuracy))
  const validation = spreadOf(last.map(({ validationAccuracy }) => validationAccuracy))
  const seconds = spreadOf(runs.map((run) => run.seconds))
  return first === undefined ||
    test === undefined ||
    validation === undefined ||
    seconds === undefined
    ? []
    : [
        {
          architecture,
          published: published[architecture].accuracy,
          test,
          validation,
          parameters: first.parameters,
          flops: first.flops,
          seconds,
          runs,
        },
      ]
}

/** How runs differ from the article's experiment; nothing where they do not. */
const unlikeArticle = (
  source: string,
  { images, epochs }: RunSettings,
  testExamples: number,
): ReadonlyArray<string> => [
  ...(source === 'mnist' ? [] : [`the data is ${source}, not MNIST`]),
  ...(epochs === article.epochs ? [] : [`${epochs} epochs, not ${article.epochs}`]),
  ...(images === article.trainImages
    ? []
    : [`${images} training images, not ${article.trainImages}`]),
  ...(testExamples === article.testImages
    ? []
    : [`${testExamples} test images, not ${article.testImages}`]),
]

/**
 * How far two networks of the same accuracy come to lie from each other on `count` test images by
 * chance, 19 times in 20. They come closer where the images are the same, so this is the most that
 * chance explains of two runs.
 */
export const chanceMargin = (accuracy: number, count: number): number =>
  1.96 * Math.sqrt((2 * accuracy * (1 - accuracy)) / count)

const judgeAccuracy = ({ architecture, published: said, test, runs }: TableRow): string => {
  const count = runs[0]?.testExamples ?? 1
  const margin = chanceMargin(said, count)
  const off = test.mean - said
  const within = test.lowest <= said && said <= test.highest
  const chance = `two runs of equal networks differ by up to ${margin.toFixed(4)} on ${count} images by chance`
  const figures = `${test.mean.toFixed(4)} here is ${Math.abs(off).toFixed(4)} ${off < 0 ? 'lower' : 'higher'}`
  if (within || Math.abs(off) <= margin)
    return `${architecture}: the article's ${said} holds: ${figures}; ${chance}.`
  return `${architecture}: the article's ${said} does not hold: ${figures}, while ${chance}.`
}

const judgeOrder = (manual: TableRow, found: TableRow): string => {
  const gap = found.test.mean - manual.test.mean
  const words = `by ${Math.abs(gap).toFixed(4)} (the article: ${(found.published - manual.published).toFixed(4)}), for ${(found.flops / manual.flops).toFixed(1)} times the operations and ${(found.parameters / manual.parameters).toFixed(1)} times the parameters`
  if (found.test.lowest > manual.test.highest)
    return `That the found architecture beats the manual one holds, with every seed: ${words}.`
  return gap > 0
    ? `That the found architecture beats the manual one holds on average, but not with every seed: ${words}.`
    : `That the found architecture beats the manual one does not hold: the manual one is as good or better, ${words}.`
}

/** What runs say of the article's table: what holds, what does not, and what cannot be said. */
export const verdictOf = (
  source: string,
  settings: RunSettings,
  rows: ReadonlyArray<TableRow>,
): ReadonlyArray<string> => {
  const [one] = rows
  if (one === undefined) return ['No run has ended yet, so nothing can be said.']
  const unlike = unlikeArticle(source, settings, one.runs[0]?.testExamples ?? 0)
  if (unlike.length > 0)
    return [
      `This is not the article's experiment (${unlike.join('; ')}), so it says nothing of the article's figures.`,
    ]
  const row = (name: ArchitectureName): TableRow | undefined =>
    rows.find(({ architecture }) => architecture === name)
  const [manual, found] = [row('manual'), row('found')]
  return [
    ...rows.map(judgeAccuracy),
    ...(manual === undefined || found === undefined ? [] : [judgeOrder(manual, found)]),
  ]
}

/** The table of some runs, which all have the same settings. */
export const tableReport = (
  source: string,
  settings: RunSettings,
  runs: ReadonlyArray<Run>,
): TableReport => {
  const rows = architectureNames.flatMap((name) => rowOf(name, runs))
  return { _tag: 'Table', source, settings, rows, verdict: verdictOf(source, settings, rows) }
}
