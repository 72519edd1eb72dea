import { showDuration } from '../../src/common/index.ts'
import { sparkline } from '../../src/cli/text/sparkline.ts'
import { showArchitecture } from '../../src/core.ts'
import { textTable } from '../table.ts'
import { type ArchitectureName, architectureNames, article, published } from './article.ts'
import { type Run, type RunSettings } from './results.ts'
import { showSpread, spreadOf } from './spread.ts'

const four = (value: number): string => value.toFixed(4)

/** One architecture beside what the article says of it; accuracies are those after the last epoch. */
const rowOf = (architecture: ArchitectureName, all: ReadonlyArray<Run>) => {
  const own = all.filter((run) => run.architecture === architecture)
  const runs = own.sort((a, b) => a.seed - b.seed)
  const last = runs.flatMap(({ curve }) => curve.slice(-1))
  const test = spreadOf(last.map(({ testAccuracy }) => testAccuracy))
  const validation = spreadOf(last.map(({ validationAccuracy }) => validationAccuracy))
  const seconds = spreadOf(runs.map((run) => run.seconds))
  const [first] = runs
  if (!first || !test || !validation || !seconds) return []
  const { parameters, flops } = first
  const { accuracy } = published[architecture]
  return [{ architecture, published: accuracy, test, validation, parameters, flops, seconds, runs }]
}

export type TableRow = ReturnType<typeof rowOf>[number]

/** How runs differ from the article's experiment, each in a phrase. */
const unlikeArticle = (source: string, { images, epochs }: RunSettings, tested: number) => [
  ...(source === 'mnist' ? [] : [`the data is ${source}, not MNIST`]),
  ...(epochs === article.epochs ? [] : [`${epochs} epochs, not ${article.epochs}`]),
  ...(images === article.trainImages
    ? []
    : [`${images} training images, not ${article.trainImages}`]),
  ...(tested === article.testImages ? [] : [`${tested} test images, not ${article.testImages}`]),
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
  const figures = `${four(test.mean)} here is ${four(Math.abs(off))} ${off < 0 ? 'lower' : 'higher'}`
  const chance = `two runs of equal networks differ by up to ${four(margin)} on ${count} images by chance`
  return (test.lowest <= said && said <= test.highest) || Math.abs(off) <= margin
    ? `${architecture}: the article's ${said} holds: ${figures}; ${chance}.`
    : `${architecture}: the article's ${said} does not hold: ${figures}, while ${chance}.`
}

const judgeOrder = (manual: TableRow, found: TableRow): string => {
  const gap = found.test.mean - manual.test.mean
  const always = found.test.lowest > manual.test.highest
  const times = (figure: 'flops' | 'parameters') => (found[figure] / manual[figure]).toFixed(1)
  const holds =
    gap > 0
      ? 'holds on average, but not with every seed:'
      : 'does not hold: the manual one is as good or better,'
  return `That the found architecture beats the manual one ${always ? 'holds, with every seed:' : holds} by ${four(Math.abs(gap))} (the article: ${four(found.published - manual.published)}), for ${times('flops')} times the operations and ${times('parameters')} times the parameters.`
}

/** What runs say of the article's table: what holds, what does not, and what cannot be said. */
const verdictOf = (source: string, settings: RunSettings, rows: ReadonlyArray<TableRow>) => {
  // Where there are two, the manual one is the first.
  const [one, found] = rows
  if (one === undefined) return ['No run has ended yet, so nothing can be said.']
  const unlike = unlikeArticle(source, settings, one.runs[0]?.testExamples ?? 0).join('; ')
  return unlike === ''
    ? [...rows.map(judgeAccuracy), ...(found === undefined ? [] : [judgeOrder(one, found)])]
    : [
        `This is not the article's experiment (${unlike}), so it says nothing of the article's figures.`,
      ]
}

/** The table of some runs, which all have the same settings, and what it says of the article's. */
export const tableReport = (source: string, settings: RunSettings, runs: ReadonlyArray<Run>) => {
  const rows = architectureNames.flatMap((name) => rowOf(name, runs))
  const verdict: ReadonlyArray<string> = verdictOf(source, settings, rows)
  return { _tag: 'Table' as const, source, settings, rows, verdict }
}

export type TableReport = ReturnType<typeof tableReport>

const curveLines = ({ architecture, seed, curve }: Run): ReadonlyArray<string> => {
  const points = curve.map((at) => [
    String(at.epoch),
    ...[at.loss, at.validationAccuracy, at.testAccuracy].map(four),
  ])
  const bars = sparkline(
    curve.map((at) => at.testAccuracy),
    40,
  )
  return [
    `${architecture}, seed ${seed}: test accuracy ${bars}`,
    ...textTable([['epoch', 'loss', 'validation', 'test'], ...points]),
  ]
}

/** The reproduced table, its learning curves and its verdict, in lines for a person. */
export const renderTable = ({ settings, rows, verdict }: TableReport): ReadonlyArray<string> => [
  ...rows.flatMap(({ runs }) => runs.flatMap(curveLines)),
  `after epoch ${settings.epochs}, ${settings.images} training images, accuracy on test images that chose nothing:`,
  ...textTable([
    ['architecture', '', 'article', 'here', 'validation', 'parameters', 'time'],
    ...rows.map(({ architecture, published: said, test, validation, parameters, seconds }) => [
      ...[architecture, showArchitecture({ layers: published[architecture].architecture.layers })],
      ...[String(said), showSpread(test), four(validation.mean), String(parameters)],
      showDuration(seconds.mean),
    ]),
  ]),
  ...verdict,
]
