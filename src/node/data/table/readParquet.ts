import * as E from 'fp-ts/lib/Either.js'
import {
  type AsyncBuffer,
  asyncBufferFromFile,
  type FileMetaData,
  parquetMetadataAsync,
  parquetReadObjects,
  parquetSchema,
} from 'hyparquet'
import { compressors } from 'hyparquet-compressors'
import {
  badData,
  cellOfValue,
  cellsWithin,
  collectCells,
  type Column,
  type DataError,
  noCell,
  type Table,
  tableLimit,
} from '../../../data/index.ts'
import { sizeWithin } from '../sizeWithin.ts'

const place = (row: number): string => `row ${row + 1}`

/** What the parser says; where it stumbles over what it did not expect, that is no word for a person. */
const wordsOf = (error: unknown): string =>
  error instanceof Error && !(error instanceof TypeError) && !(error instanceof RangeError)
    ? error.message
    : 'it is damaged or cut short'

/**
 * Reads a column by row groups, one after another: of reads at the same time the parser lets a second
 * failure go unheard, which ends the process.
 */
const readColumn = async (
  path: string,
  file: AsyncBuffer,
  metadata: FileMetaData,
  name: string,
): Promise<E.Either<DataError, Column>> => {
  const { cells, push } = collectCells()
  for (const group of metadata.row_groups) {
    const rowStart = cells.length
    const rowEnd = rowStart + Number(group.num_rows)
    const rows = await parquetReadObjects({
      file,
      metadata,
      columns: [name],
      rowStart,
      rowEnd,
      compressors,
    })
    for (const [i, row] of rows.entries()) {
      const cell = cellOfValue(row[name])
      if (cell === undefined) return E.left(noCell(path, name, place(rowStart + i)))
      push(cell)
    }
  }
  return E.right({ name, cells })
}

/**
 * A table of a Parquet file.
 *
 * @param isRead - whether a column is read; one that is not may hold lists and objects
 */
export const readParquet = async (
  path: string,
  isRead: (column: string) => boolean,
): Promise<E.Either<DataError, Table>> => {
  const size = await sizeWithin(path, tableLimit)
  if (E.isLeft(size)) return size
  try {
    const file = await asyncBufferFromFile(path)
    const metadata = await parquetMetadataAsync(file)
    const { children } = parquetSchema(metadata)
    const count = metadata.row_groups.reduce((n, group) => n + Number(group.num_rows), 0)
    if (count === 0) return E.left(badData(path, 'holds no row.'))
    const fits = cellsWithin(path, count * children.length)
    if (E.isLeft(fits)) return fits
    const columns: Array<Column> = []
    for (const { element, children: parts } of children) {
      const { name } = element
      if (!isRead(name)) {
        columns.push({ name, cells: Array.from({ length: count }, () => null) })
        continue
      }
      if (parts.length > 0) return E.left(noCell(path, name, place(0)))
      const column = await readColumn(path, file, metadata, name)
      if (E.isLeft(column)) return column
      columns.push(column.right)
    }
    return E.right({ file: path, form: 'Parquet', columns, count, place, notes: [] })
  } catch (error) {
    return E.left(
      badData(
        path,
        `is no Parquet file that can be read: ${wordsOf(error)}. Write it again, or as CSV.`,
      ),
    )
  }
}
