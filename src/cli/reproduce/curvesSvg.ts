import { type ArchitectureName } from './articleFigures.ts'
import { type TableReport } from './tableReport.ts'

const size = { width: 640, height: 400, left: 60, right: 16, top: 36, bottom: 44 }
const colours: Readonly<Record<ArchitectureName, string>> = { manual: '#1f77b4', found: '#d62728' }

/** Nice accuracies for the axis, from a lowest one to 1. */
const ticks = (lowest: number): ReadonlyArray<number> => {
  const span = 1 - lowest
  const step = [0.2, 0.1, 0.05, 0.02, 0.01, 0.005].find((one) => span / one >= 4) ?? 0.001
  const first = Math.ceil(lowest / step)
  return Array.from({ length: Math.floor(1 / step + 1e-9) - first + 1 }, (_, i) =>
    Number(((first + i) * step).toFixed(4)),
  )
}

const text = (x: number, y: number, anchor: 'start' | 'middle' | 'end', words: string): string =>
  `<text x="${x.toFixed(1)}" y="${y.toFixed(1)}" text-anchor="${anchor}">${words}</text>`

/**
 * The learning curves of a table as an SVG: accuracy by epoch, solid on test and dashed on
 * validation, and the article's figures as dotted lines.
 */
export const curvesSvg = ({ rows, settings }: TableReport): string => {
  const points = rows.flatMap(({ runs }) => runs.flatMap(({ curve }) => curve))
  const lowest = Math.min(
    ...rows.map(({ published }) => published),
    ...points.flatMap(({ testAccuracy, validationAccuracy }) => [testAccuracy, validationAccuracy]),
    0.99,
  )
  const { width, height, left, right, top, bottom } = size
  const base = lowest - 0.05 * (1 - lowest)
  const x = (epoch: number): number =>
    left + ((width - left - right) * (epoch - 1)) / Math.max(1, settings.epochs - 1)
  const y = (accuracy: number): number =>
    top + ((height - top - bottom) * (1 - accuracy)) / (1 - base)
  const line = (values: ReadonlyArray<readonly [number, number]>, style: string): string =>
    `<polyline fill="none" ${style} points="${values
      .map(([epoch, accuracy]) => `${x(epoch).toFixed(1)},${y(accuracy).toFixed(1)}`)
      .join(' ')}"/>`
  const curves = rows.flatMap(({ architecture, published, runs }) => {
    const stroke = `stroke="${colours[architecture]}"`
    return [
      line(
        [
          [1, published],
          [settings.epochs, published],
        ],
        `${stroke} stroke-dasharray="1 4"`,
      ),
      ...runs.flatMap(({ curve }) => [
        line(
          curve.map(({ epoch, testAccuracy }) => [epoch, testAccuracy] as const),
          `${stroke} stroke-width="2"`,
        ),
        line(
          curve.map(({ epoch, validationAccuracy }) => [epoch, validationAccuracy] as const),
          `${stroke} stroke-dasharray="5 4"`,
        ),
      ]),
    ]
  })
  const legend = rows.map(
    ({ architecture }, i) =>
      `<text x="${left + 90 * i}" y="20" fill="${colours[architecture]}">${architecture}</text>`,
  )
  const every = Math.ceil(settings.epochs / 10)
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" font-family="sans-serif" font-size="12">`,
    `<rect width="${width}" height="${height}" fill="white"/>`,
    ...ticks(base).map(
      (tick) =>
        `<line x1="${left}" x2="${width - right}" y1="${y(tick).toFixed(1)}" y2="${y(tick).toFixed(1)}" stroke="#ddd"/>${text(left - 6, y(tick) + 4, 'end', String(tick))}`,
    ),
    ...Array.from({ length: settings.epochs }, (_, i) => i + 1)
      .filter((epoch) => epoch === 1 || epoch % every === 0)
      .map((epoch) => text(x(epoch), height - bottom + 18, 'middle', String(epoch))),
    text((left + width - right) / 2, height - 8, 'middle', 'epoch'),
    ...legend,
    text(
      width - right,
      20,
      'end',
      'accuracy: solid test, dashed validation, dotted the article’s test',
    ),
    ...curves,
    '</svg>',
    '',
  ].join('\n')
}
