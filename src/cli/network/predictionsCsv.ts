import { type NewExamples, type TargetEncoding } from '../../node/index.ts'

/** Classes whose probabilities each get a column; of more, the likeliest's alone is told. */
const mostColumns = 20

const cell = (value: string): string =>
  /[",\r\n]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value

const six = (value: number): string => String(Number(value.toPrecision(6)))

/** The index of the highest of some numbers. */
export const highest = (row: ReadonlyArray<number>): number => row.indexOf(Math.max(...row))

/** Predictions as lines of CSV: each example's place, its class and the probabilities of classes, or its number. */
export const predictionsCsv = (
  target: TargetEncoding,
  { names }: NewExamples,
  outputs: ReadonlyArray<ReadonlyArray<number>>,
): ReadonlyArray<string> => {
  const line = (cells: ReadonlyArray<string>): string => cells.map(cell).join(',')
  if (target._tag === 'Number')
    return [
      line(['example', 'prediction']),
      ...outputs.map(([value = NaN], i) =>
        line([names[i] ?? '', six(value * target.deviation + target.mean)]),
      ),
    ]
  const each = target.names.length <= mostColumns
  const columns = each ? target.names.map((name) => `p(${name})`) : ['probability']
  return [
    line(['example', 'prediction', ...columns]),
    ...outputs.map((row, i) => {
      const top = highest(row)
      const probabilities = each ? row : [row[top] ?? NaN]
      return line([names[i] ?? '', target.names[top] ?? '', ...probabilities.map(six)])
    }),
  ]
}
