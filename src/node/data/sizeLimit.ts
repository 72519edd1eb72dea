import * as E from 'fp-ts/lib/Either.js'
import { stat } from 'node:fs/promises'
import { badData, type DataError, noData } from './DataError.ts'

/** Bytes of a table's file that are read; its cells take a multiple of them in memory. */
export const tableLimit = 500e6

/** Cells of a table that are held in memory, at eight bytes or more each. */
const cellLimit = 100e6

/** Bytes of arrays, pixels or encoded rows that are held in memory. */
export const arrayLimit = 2e9

/** A number of bytes for a person. */
export const bytesInWords = (bytes: number): string =>
  bytes >= 1e9 ? `${Number((bytes / 1e9).toFixed(1))} GB` : `${Math.ceil(bytes / 1e6)} MB`

/** The size of a file that is there, not empty, and not larger than a reader can hold in memory. */
export const sizeWithin = async (
  file: string,
  limit: number,
): Promise<E.Either<DataError, number>> => {
  try {
    const found = await stat(file)
    if (!found.isFile()) return E.left(badData(file, 'is no file.'))
    if (found.size === 0) return E.left(badData(file, 'is empty.'))
    if (found.size > limit)
      return E.left(
        badData(
          file,
          `has ${bytesInWords(found.size)}. Data is held in memory, and files of this kind are read up to ${bytesInWords(limit)}. Give a file with a part of its rows.`,
        ),
      )
    return E.right(found.size)
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : String(error)
    return E.left(
      noData(code === 'ENOENT' ? `${file} does not exist.` : `${file} cannot be read (${code}).`),
    )
  }
}

/** Refuses a table of about so many cells, where they are more than are held in memory. */
export const cellsWithin = (file: string, cells: number): E.Either<DataError, void> =>
  cells <= cellLimit
    ? E.right(undefined)
    : E.left(
        badData(
          file,
          `has about ${Math.ceil(cells / 1e6)} million cells, and up to ${cellLimit / 1e6} million are held in memory. Give a file with a part of its rows or columns.`,
        ),
      )
