import { type NewExamples, type TargetCode } from '../../node/index.ts'
import { highest } from './predictionsCsv.ts'

const mean = (xs: ReadonlyArray<number>): number => xs.reduce((a, b) => a + b, 0) / xs.length

/** How right predictions are, in a line, where the data has labels of its own. */
export const scorePredictions = (
  target: TargetCode,
  { labels = [] }: NewExamples,
  outputs: ReadonlyArray<ReadonlyArray<number>>,
): string | undefined => {
  const known = outputs.flatMap((row, i) => {
    const label = labels[i] ?? null
    return label === null ? [] : [{ row, label }]
  })
  if (known.length === 0) return undefined
  if (target._tag === 'Classes') {
    const right = known.filter(({ row, label }) => target.names[highest(row)] === String(label))
    return `accuracy: ${(right.length / known.length).toFixed(4)} (of ${known.length} examples whose label the data has)`
  }
  const wanted = known.map(({ label }) => Number(label))
  const centre = mean(wanted)
  const errors = known.map(
    ({ row: [value = NaN] }, i) => value * target.deviation + target.mean - (wanted[i] ?? NaN),
  )
  const loss = mean(errors.map((e) => e * e))
  const variance = mean(wanted.map((y) => (y - centre) ** 2))
  return `rmse: ${Number(Math.sqrt(loss).toPrecision(5))}, r2: ${(variance > 0 ? 1 - loss / variance : 0).toFixed(4)} (of ${known.length} examples whose number the data has)`
}
