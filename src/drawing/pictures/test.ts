import * as Plot from '@observablehq/plot'
import { type FinalTest } from '../../report/index.ts'
import { draw } from '../draw.ts'
import { ink } from '../palette.ts'
import { type Picture } from '../Picture.ts'
import { brief, highest, lowest, plain, someRows } from './thin.ts'

type Confusion = NonNullable<FinalTest['confusion']>

/** More classes than this have no numbers in their cells. */
const mostNumbers = 12

const confusionPicture = ({ classes, counts }: Confusion): Picture => {
  const size = classes.length
  const totals = classes.map((_, row) =>
    counts.slice(row * size, (row + 1) * size).reduce((a, b) => a + b, 0),
  )
  const cells = Array.from(counts, (count, i) => {
    const row = Math.floor(i / size)
    const part = count / Math.max(1, totals[row] ?? 1)
    return { row: String(row), column: String(i % size), count, part }
  })
  const right = classes.reduce((sum, _, i) => sum + (counts[i * size + i] ?? 0), 0)
  const all = totals.reduce((a, b) => a + b, 0)
  const title = 'Confusion matrix'
  const says = `${right} of ${all} test examples are right. A row is a true class, a column what was predicted; colours are parts of a row.`
  const domain = classes.map((_, i) => String(i))
  const tick = (most: number) => (i: string) => brief(classes[Number(i)] ?? '', most)
  const skipped = Math.ceil(size / 30)
  const ticks = domain.filter((_, i) => i % skipped === 0)
  const isNumbered = size <= mostNumbers
  const long = highest(classes.map((name) => name.length)) > 3
  const mistakes = cells
    .filter(({ row, column, count }) => row !== column && count > 0)
    .sort((a, b) => b.count - a.count)
  return {
    ...{ name: 'confusion', title, says, legend: [] },
    svg: draw(`${title}: ${says}`, {
      height: isNumbered ? 90 + Math.max(34 * size, 210) : 520,
      ...{ marginLeft: 110, marginBottom: long ? 90 : 46, marginTop: 10 },
      x: {
        ...{ type: 'band', domain, ticks, tickFormat: tick(12), label: 'predicted', tickSize: 0 },
        ...(long ? { tickRotate: -40 } : {}),
      },
      y: { type: 'band', domain, ticks, tickFormat: tick(14), label: 'true class', tickSize: 0 },
      opacity: { domain: [0, 1], range: [0, 1] },
      marks: [
        Plot.frame({ strokeOpacity: 0.3 }),
        Plot.cell(
          cells.filter(({ count }) => count > 0),
          {
            ...{ x: 'column', y: 'row', inset: 0.5, fillOpacity: 'part' },
            fill: ({ row, column }: (typeof cells)[number]) =>
              row === column ? ink.first : ink.second,
          },
        ),
        ...(isNumbered
          ? [
              Plot.text(
                cells.filter(({ count }) => count > 0),
                {
                  ...{ x: 'column', y: 'row', text: 'count', fill: 'currentColor' },
                  ...{ stroke: 'var(--paper)', strokeWidth: 3 },
                },
              ),
            ]
          : []),
      ],
      color: { type: 'identity' },
    }),
    table: {
      head: ['true class', 'predicted', 'examples'],
      rows: mistakes
        .slice(0, 40)
        .map(({ row, column, count }) => [
          ...[classes[Number(row)] ?? '', classes[Number(column)] ?? '', count],
        ]),
      note: 'Mistakes, the commonest first.',
    },
  }
}

const calibrationPicture = ({ bins, error }: NonNullable<FinalTest['calibration']>): Picture => {
  const title = 'Calibration'
  const says = `How often a prediction of a probability is right. The expected calibration error is ${plain(error)}: 0 is best.`
  return {
    ...{ name: 'calibration', title, says },
    legend: [
      { mark: 'dot', colour: 'first', text: 'predictions of about one probability' },
      { mark: 'dashes', colour: 'quiet', text: 'probabilities that are what they say' },
    ],
    svg: draw(`${title}: ${says}`, {
      height: 330,
      x: { label: 'probability that was told', domain: [0, 1] },
      y: { label: 'part that is right', domain: [0, 1], grid: true },
      r: { range: [3, 9] },
      marks: [
        Plot.line(
          [
            [0, 0],
            [1, 1],
          ],
          { stroke: ink.quiet, strokeDasharray: '5 4' },
        ),
        Plot.line(bins, { x: 'probability', y: 'right', stroke: ink.first }),
        Plot.dot(bins, { x: 'probability', y: 'right', r: 'examples', fill: ink.first }),
      ],
    }),
    table: {
      head: ['probability', 'right', 'examples'],
      rows: bins.map(({ probability, right, examples }) => [
        ...[plain(probability), plain(right), examples],
      ]),
    },
  }
}

const scatterPicture = ({ truth, predicted }: NonNullable<FinalTest['scatter']>): Picture => {
  const dots = Array.from(truth, (x, i) => ({ x, y: predicted[i] ?? NaN }))
  const title = 'Predicted against true'
  const ends = [
    Math.min(lowest(truth), lowest(predicted)),
    Math.max(highest(truth), highest(predicted)),
  ]
  const says = `${dots.length} test examples; on the line the prediction is the truth.`
  const rows = someRows(dots.length)
  return {
    ...{ name: 'predicted', title, says },
    legend: [
      { mark: 'dot', colour: 'first', text: 'a test example' },
      { mark: 'dashes', colour: 'quiet', text: 'predicted as it is' },
    ],
    svg: draw(`${title}: ${says}`, {
      height: 400,
      x: { label: 'true', nice: true, tickFormat: '~s' },
      y: { label: 'predicted', grid: true, nice: true, tickFormat: '~s' },
      marks: [
        Plot.dot(dots, {
          ...{ x: 'x', y: 'y', r: dots.length > 400 ? 2 : 3, fill: ink.first, fillOpacity: 0.5 },
        }),
        Plot.line(
          ends.map((end) => [end, end]),
          { stroke: ink.quiet, strokeDasharray: '5 4' },
        ),
      ],
    }),
    table: {
      head: ['true', 'predicted'],
      rows: rows.places.map((i) => [plain(truth[i] ?? NaN), plain(predicted[i] ?? NaN)]),
      ...(rows.note === undefined ? {} : { note: rows.note }),
    },
  }
}

/** How the final network did on the test split. */
export const testPictures = ({
  confusion,
  calibration,
  scatter,
}: FinalTest): ReadonlyArray<Picture> => [
  ...(confusion === null ? [] : [confusionPicture(confusion)]),
  ...(scatter === null ? [] : [scatterPicture(scatter)]),
  ...(calibration === null ? [] : [calibrationPicture(calibration)]),
]
