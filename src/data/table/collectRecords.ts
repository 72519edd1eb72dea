import * as E from 'fp-ts/lib/Either.js'
import { badData, type DataError } from '../DataError.ts'
import { cellsWithin } from '../limits.ts'
import { cellOfValue, noCell } from './cellOfValue.ts'
import { type CellCollector, collectCells } from './collectCells.ts'
import { type Table } from './Table.ts'

/** Records that become a table: a column for each name that any of them has. */
export interface Records {
  readonly add: (record: unknown, place: string) => E.Either<DataError, void>
  readonly table: (form: string, place: (row: number) => string) => E.Either<DataError, Table>
}

/**
 * Collects records, each a plain object.
 *
 * @param isRead - whether a column is read at all; one that is not may hold lists and objects
 */
export const collectRecords = (file: string, isRead: (column: string) => boolean): Records => {
  const columns = new Map<string, CellCollector>()
  let count = 0
  return {
    add: (record, place) => {
      if (typeof record !== 'object' || record === null || Array.isArray(record))
        return E.left(
          badData(file, `holds no object in ${place}, where {"column": value, ...} was expected.`),
        )
      for (const [name, value] of Object.entries(record)) {
        const cell = isRead(name) ? cellOfValue(value) : null
        if (cell === undefined) return E.left(noCell(file, name, place))
        let column = columns.get(name)
        if (column === undefined) {
          column = collectCells()
          columns.set(name, column)
        }
        while (column.cells.length < count) column.push(null)
        column.push(cell)
      }
      count++
      return cellsWithin(file, count * columns.size)
    },
    table: (form, place) => {
      if (count === 0) return E.left(badData(file, 'holds no row.'))
      for (const column of columns.values()) while (column.cells.length < count) column.push(null)
      return E.right({
        file,
        form,
        columns: [...columns].map(([name, { cells }]) => ({ name, cells })),
        count,
        place,
        notes: [],
      })
    },
  }
}
