import * as E from 'fp-ts/lib/Either.js'
import { readFile } from 'node:fs/promises'
import { basename, extname } from 'node:path'
import {
  arrayLimit,
  type DataError,
  type NumberArray,
  parseNpy,
  parseNpz,
} from '../../../data/index.ts'
import { sizeWithin } from '../sizeWithin.ts'

/** The arrays of a .npy file (one) or a .npz archive. */
export const readNpy = async (
  file: string,
): Promise<E.Either<DataError, ReadonlyArray<NumberArray>>> => {
  const size = await sizeWithin(file, arrayLimit)
  if (E.isLeft(size)) return size
  const bytes = await readFile(file)
  return extname(file).toLowerCase() === '.npy'
    ? E.Functor.map(parseNpy(file, basename(file, extname(file)), bytes), (array) => [array])
    : parseNpz(file, bytes)
}
