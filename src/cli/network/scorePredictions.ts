import { counted, mean } from '../../common/index.ts'
import { type NewExamples, type TargetEncoding } from '../../node/index.ts'
import { highest } from './predictionsCsv.ts'

/** What is told of labels that are no class of the network; nothing where there are none. */
const describeOthers = (labels: ReadonlyArray<string>): string => {
  const different = [...new Set(labels)]
  const named = different.slice(0, 5).join(', ')
  const more = different.length > 5 ? ` and ${different.length - 5} more` : ''
  return labels.length === 0
    ? ''
    : `; ${counted(labels.length, 'label')} not counted, which the network has no class of (${named}${more})`
}

/** How right predictions are, in a line, where the data has labels of its own. */
export const scorePredictions = (
  target: TargetEncoding,
  { labels = [] }: NewExamples,
  outputs: ReadonlyArray<ReadonlyArray<number>>,
): string | undefined => {
  const known = outputs.flatMap((row, i) => {
    const label = labels[i] ?? null
    return label === null ? [] : [{ row, label }]
  })
  if (known.length === 0) return undefined
  if (target._tag === 'Classes') {
    const names = new Set(target.names)
    const judged = known.filter(({ label }) => names.has(String(label)))
    const others = known.flatMap(({ label }) => (names.has(String(label)) ? [] : String(label)))
    const right = judged.filter(({ row, label }) => target.names[highest(row)] === String(label))
    return judged.length === 0
      ? `accuracy: unknown${describeOthers(others)}`
      : `accuracy: ${(right.length / judged.length).toFixed(4)} (of ${judged.length} examples whose label the data has)${describeOthers(others)}`
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
