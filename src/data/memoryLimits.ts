import * as E from 'fp-ts/lib/Either.js'
import { type DataFile } from './DataFile.ts'
import { type DataProblem, refuse } from './DataError.ts'

/** Bytes of a table's file that are read; its cells take a multiple of them in memory. */
export const tableLimit = 500e6

/** Cells of a table that are held in memory, at eight bytes or more each. */
const cellLimit = 100e6

/** Bytes of arrays, pixels or encoded rows that are held in memory. */
export const arrayLimit = 2e9

/** A number of bytes for a person. */
export const describeBytes = (bytes: number): string =>
  bytes >= 1e9 ? `${Number((bytes / 1e9).toFixed(1))} GB` : `${Math.ceil(bytes / 1e6)} MB`

/** Refuses a file that is empty, or larger than its reader can hold in memory. */
export const checkFileSize = (
  { size }: Pick<DataFile, 'size'>,
  limit: number,
): E.Either<DataProblem, void> => {
  if (size === 0) return refuse('is empty.')
  return size <= limit
    ? E.right(undefined)
    : refuse(
        `has ${describeBytes(size)}. Data is held in memory, and files of this kind are read up to ${describeBytes(limit)}. Give a file with a part of its rows.`,
      )
}

/** Rows of a table that are held in memory, whatever its columns are. */
const rowLimit = 20e6

/** Refuses more rows than are held in memory, before one is read. */
export const checkRowCount = (rows: number): E.Either<DataProblem, void> =>
  rows <= rowLimit
    ? E.right(undefined)
    : refuse(
        `has ${Math.ceil(rows / 1e6)} million rows, and up to ${rowLimit / 1e6} million are held in memory. Give a part of them.`,
      )

/** Refuses data that takes more bytes once it is unpacked than are held in memory, before it is. */
export const checkUnpackedSize = (bytes: number): E.Either<DataProblem, void> =>
  bytes <= arrayLimit
    ? E.right(undefined)
    : refuse(
        `holds ${describeBytes(bytes)} once it is unpacked, and up to ${describeBytes(arrayLimit)} are held in memory. Give a part of its rows or columns.`,
      )

/** Refuses a table of about so many cells, where they are more than are held in memory. */
export const checkCellCount = (cells: number): E.Either<DataProblem, void> =>
  cells <= cellLimit
    ? E.right(undefined)
    : refuse(
        `has about ${Math.ceil(cells / 1e6)} million cells, and up to ${cellLimit / 1e6} million are held in memory. Give a file with a part of its rows or columns.`,
      )
