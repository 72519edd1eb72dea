import * as E from 'fp-ts/lib/Either.js'
import { stat } from 'node:fs/promises'
import { badData, bytesInWords, type DataError, noData } from '../../data/index.ts'

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
