import { counted, shown } from '../../common/index.ts'
import { meanAndDeviation } from '../meanAndDeviation.ts'
import { type ColumnEncoding } from '../Preparation.ts'
import { type ColumnNumbers, plainNumbers } from './decideNumbers.ts'
import { type Column, columnOf, type Table } from './Table.ts'

/** Rows at either end that may be far from the others. */
const endsLeftOut = 0.01

/** Numbers that lie within so small a part of their deviation are as one to a network. */
const leastSpread = 1e-3

/** A number of a column, and its row. */
interface Placed {
  readonly value: number
  readonly row: number
}

/** The number that makes all others of a column alike once they are scaled; nothing where none does. */
const swampingNumber = (
  { cells }: Column,
  { read }: ColumnNumbers,
  rows: Int32Array,
): Placed | undefined => {
  const placed = Array.from(rows).flatMap((row): ReadonlyArray<Placed> => {
    const value = read(cells[row] ?? null)
    return value === undefined ? [] : [{ value, row }]
  })
  const { mean, deviation } = meanAndDeviation(placed.length, (i) => placed[i]?.value ?? 0)
  const sorted = [...placed].sort((a, b) => a.value - b.value)
  const ends = Math.max(1, Math.floor(endsLeftOut * sorted.length))
  const [low, high] = [sorted[ends], sorted[sorted.length - 1 - ends]]
  if (low === undefined || high === undefined || ends * 2 >= sorted.length) return undefined
  const spread = high.value / deviation - low.value / deviation
  // Of numbers that are one and the same but for a few nothing is lost.
  if (low.value === high.value || spread > leastSpread) return undefined
  const distance = ({ value }: Placed): number => Math.abs(value / 2 - mean / 2)
  return sorted.reduce((a, b) => (distance(b) > distance(a) ? b : a))
}

/**
 * What is to be noted of numbers so far from the others that these are as one once they are scaled.
 *
 * @param rows - the rows by which numbers are scaled
 */
export const swampingNumbers = (
  { place }: Table,
  columns: ReadonlyArray<{ readonly column: Column; readonly numbers: ColumnNumbers }>,
  rows: Int32Array,
): ReadonlyArray<string> =>
  columns.flatMap(({ column, numbers }) => {
    const found = swampingNumber(column, numbers, rows)
    return found === undefined
      ? []
      : [
          `${found.value} in ${place(found.row)} is so far from the other numbers of ${column.name} that these are nearly one number once they are scaled; where it is a mistake, correct it or leave the cell empty`,
        ]
  })

/** A number of new rows is far where it is beyond the training rows by more than they range over. */
const isFar = (value: number, [low, high]: readonly [number, number]): boolean => {
  const [width, beyond] = [high / 2 - low / 2, Math.max(low / 2 - value / 2, value / 2 - high / 2)]
  return beyond > width
}

const mostNamed = 3

/** What is to be noted of numbers of new rows that are far outside those of the training rows. */
export const farNumbers = (
  table: Table,
  codes: ReadonlyArray<ColumnEncoding>,
  numbers: ReadonlyMap<string, ColumnNumbers>,
): ReadonlyArray<string> =>
  codes.flatMap((code) => {
    const column = columnOf(table, code.name)
    if (code._tag !== 'Number' || code.range === undefined || column === undefined) return []
    const [{ read }, range] = [numbers.get(code.name) ?? plainNumbers, code.range]
    const far = column.cells.flatMap((cell, row): ReadonlyArray<Placed> => {
      const value = read(cell)
      return value !== undefined && isFar(value, range) ? [{ value, row }] : []
    })
    if (far.length === 0) return []
    const named = far.slice(0, mostNamed).map(({ value, row }) => `${value} in ${table.place(row)}`)
    return [
      `column ${shown(code.name)} holds numbers far outside those of training (${range.join(' to ')}) in ${counted(far.length, 'row')}: ${named.join(', ')}${far.length > mostNamed ? ' and others' : ''}; what the network says of them is a guess`,
    ]
  })
