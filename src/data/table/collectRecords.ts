import * as E from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import { isRecord } from '../../common/index.ts'
import { type DataProblem, refuse } from '../DataError.ts'
import { checkCellCount } from '../memoryLimits.ts'
import { checkNames } from './checkNames.ts'
import { cellOfValue, nestedValue } from './cellOfValue.ts'
import { type CellCollector, collectCells } from './collectCells.ts'
import { type Table } from './Table.ts'

/** Records that become a table: a column for each name that any of them has. */
export interface RecordCollector {
  readonly add: (record: unknown, place: string) => E.Either<DataProblem, void>
  readonly table: (form: string, place: (row: number) => string) => E.Either<DataProblem, Table>
}

/**
 * Collects records, each a plain object.
 *
 * @param isRead - whether a column is read at all; one that is not may hold lists and objects
 */
export const collectRecords = (isRead: (column: string) => boolean): RecordCollector => {
  const columns = new Map<string, CellCollector>()
  let count = 0
  return {
    add: (record, place) => {
      if (!isRecord(record))
        return refuse(`holds no object in ${place}, where {"column": value, ...} was expected.`)
      for (const [name, value] of Object.entries(record)) {
        const cell = isRead(name) ? cellOfValue(value) : null
        if (cell === undefined) return E.left(nestedValue({ row: place, column: name }))
        let column = columns.get(name)
        if (column === undefined) {
          column = collectCells()
          columns.set(name, column)
        }
        while (column.cells.length < count) column.push(null)
        column.push(cell)
      }
      count++
      return checkCellCount(count * columns.size)
    },
    table: (form, place) => {
      if (count === 0) return refuse('holds no row.')
      for (const column of columns.values()) while (column.cells.length < count) column.push(null)
      return pipe(
        checkNames(columns.keys()),
        E.map(() => ({
          form,
          columns: [...columns].map(([name, { cells }]) => ({ name, cells })),
          count,
          place,
          notes: [],
        })),
      )
    },
  }
}

/** A table of records that are in memory. */
export const tableOfRecords = (
  records: ReadonlyArray<unknown>,
  form = 'records',
  isRead: (column: string) => boolean = () => true,
): E.Either<DataProblem, Table> => {
  const collector = collectRecords(isRead)
  const place = (row: number): string => `item ${row + 1}`
  for (const [row, record] of records.entries()) {
    const added = collector.add(record, place(row))
    if (E.isLeft(added)) return added
  }
  return collector.table(form, place)
}
