import { type CellPlace, cellProblem, type DataProblem } from '../DataError.ts'
import { type Cell, cellOfText } from './Table.ts'

/** What a value is as a cell; `undefined` where it is a list, an object or bytes. */
export const cellOfValue = (value: unknown): Cell | undefined => {
  if (value === null || value === undefined) return null
  if (typeof value === 'string') return cellOfText(value)
  // An infinite number is none to learn from, and no missing one either: as a text it is told of.
  if (typeof value === 'number')
    return Number.isFinite(value) ? value : Number.isNaN(value) ? null : String(value)
  // As a text a whole number keeps digits that a number does not hold.
  if (typeof value === 'bigint')
    return Number.isSafeInteger(Number(value)) ? Number(value) : String(value)
  if (typeof value === 'boolean') return value
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? null : value.toISOString()
  return undefined
}

/** A cell that holds what no cell of a table may. */
export const nestedValue = (place: CellPlace): DataProblem =>
  cellProblem(
    'holds a list, an object or bytes',
    place,
    `, where a cell is a text, a number, true, false or null. Leave the column out by --columns ${place.column}=ignore, or spread it over columns of its own.`,
  )
