import { type CurvePoint } from './results.ts'
import { type TableReport } from './tableReport.ts'

const [width, height, left, right, top, bottom] = [640, 400, 60, 624, 36, 356]
const colours = { manual: '#1f77b4', found: '#d62728' }

const text = (x: number, y: number, anchor: string, words: string | number, colour = '#000') =>
  `<text x="${x.toFixed(1)}" y="${y.toFixed(1)}" text-anchor="${anchor}" fill="${colour}">${words}</text>`

/** Nice accuracies for the axis, from a lowest one to 1. */
const ticks = (lowest: number): ReadonlyArray<number> => {
  const step = [0.2, 0.1, 0.05, 0.02, 0.01, 0.005].find((one) => (1 - lowest) / one >= 4) ?? 0.001
  const count = Math.floor((1 - lowest) / step + 1e-9) + 1
  return Array.from({ length: count }, (_, i) => Number((1 - i * step).toFixed(4)))
}

/**
 * The learning curves of a table as an SVG: accuracy by epoch, solid on test and dashed on
 * validation, and the article's figures as dotted lines.
 */
export const curvesSvg = ({ rows, settings: { epochs } }: TableReport): string => {
  const points = rows.flatMap(({ runs }) => runs.flatMap(({ curve }) => curve))
  const accuracies = points.flatMap((at) => [at.testAccuracy, at.validationAccuracy])
  const lowest = Math.min(0.99, ...rows.map(({ published }) => published), ...accuracies)
  const base = lowest - 0.05 * (1 - lowest)
  const x = (epoch: number) => left + ((right - left) * (epoch - 1)) / Math.max(1, epochs - 1)
  const y = (accuracy: number) => top + ((bottom - top) * (1 - accuracy)) / (1 - base)
  const line = (style: string, at: ReadonlyArray<readonly [epoch: number, accuracy: number]>) =>
    `<polyline fill="none" ${style} points="${at.map(([one, value]) => `${x(one).toFixed(1)},${y(value).toFixed(1)}`).join(' ')}"/>`
  const curveOf = (
    curve: ReadonlyArray<CurvePoint>,
    of: 'testAccuracy' | 'validationAccuracy',
    style: string,
  ) =>
    line(
      style,
      curve.map((at) => [at.epoch, at[of]]),
    )
  const every = Math.ceil(epochs / 10)
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" font-family="sans-serif" font-size="12">`,
    `<rect width="${width}" height="${height}" fill="white"/>`,
    ...ticks(base).flatMap((tick) => [
      `<path d="M${left} ${y(tick).toFixed(1)}H${right}" stroke="#ddd"/>`,
      text(left - 6, y(tick) + 4, 'end', tick),
    ]),
    ...Array.from({ length: epochs }, (_, i) => i + 1)
      .filter((epoch) => epoch === 1 || epoch % every === 0)
      .map((epoch) => text(x(epoch), bottom + 18, 'middle', epoch)),
    text((left + right) / 2, height - 8, 'middle', 'epoch'),
    text(right, 20, 'end', 'accuracy: solid test, dashed validation, dotted the article’s test'),
    ...rows.flatMap(({ architecture, published, runs }, i) => {
      const stroke = `stroke="${colours[architecture]}"`
      return [
        text(left + 90 * i, 20, 'start', architecture, colours[architecture]),
        line(`${stroke} stroke-dasharray="1 4"`, [
          [1, published],
          [epochs, published],
        ]),
        ...runs.flatMap(({ curve }) => [
          curveOf(curve, 'testAccuracy', `${stroke} stroke-width="2"`),
          curveOf(curve, 'validationAccuracy', `${stroke} stroke-dasharray="5 4"`),
        ]),
      ]
    }),
    '</svg>\n',
  ].join('\n')
}
