import { extremesOf } from '../meanAndDeviation.ts'
import { type ColumnCode } from '../Preparation.ts'
import { widthOf } from './encodeRows.ts'
import { numberOf } from './Table.ts'
import { type Understood } from './understandColumns.ts'

const short = (x: number): string => String(Number(x.toPrecision(4)))

/** Longest text of a cell that is shown whole. */
const longest = 24

const cut = (text: string): string =>
  text.length > longest ? `${text.slice(0, longest - 3)}...` : text

const valuesShown = 5
const mostSorted = 1000

const describe = (understood: Understood): string => {
  const { cells } = understood.column
  const missing = cells.reduce<number>((n, cell) => (cell === null ? n + 1 : n), 0)
  const gaps = missing === 0 ? '' : `, ${missing} missing`
  switch (understood._tag) {
    case 'Ignored':
      return `ignored   ${understood.reason}`
    case 'Number': {
      const [low, high] = extremesOf(cells.length, (row) => numberOf(cells[row] ?? null) ?? NaN)
      return `number    ${short(low)} to ${short(high)}${gaps}`
    }
    case 'Category': {
      const values = new Set(cells)
      values.delete(null)
      const first = [...values].slice(0, mostSorted).map(String).sort()
      const some = first.slice(0, valuesShown).map(cut).join(', ')
      return `category  ${values.size} values: ${some}${values.size > valuesShown ? ', ...' : ''}${gaps}`
    }
  }
}

/** What each column was taken for, a line a column. */
export const describeColumns = (
  columns: ReadonlyArray<Understood>,
  codes: ReadonlyArray<ColumnCode>,
): ReadonlyArray<string> => {
  const width = columns.reduce((most, { column }) => Math.max(most, column.name.length), 0)
  const widths = new Map(codes.map((code) => [code.name, widthOf(code)]))
  return columns.map((understood) => {
    const { name } = understood.column
    const numbers = widths.get(name) ?? 0
    return `  ${name.padEnd(width)}  ${describe(understood)}${numbers > 1 ? ` (${numbers} inputs)` : ''}`
  })
}
