import * as E from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import { pipeline } from 'node:stream/promises'
import { createGunzip } from 'node:zlib'
import { messageOf } from '../../../common/index.ts'
import {
  badData,
  type DataError,
  type DataProblem,
  dataProblem,
  idxHeadBytes,
  inFile,
  sizeOfIdx,
} from '../../../data/index.ts'
import { chunksOfRegular, whyUnreadable } from '../../files/index.ts'
import { errorCode } from '../../process/errorCode.ts'

/** Joins pieces of an IDX file, as many bytes as its header tells of, and stops where there are more. */
const collect = async (
  pieces: AsyncIterable<Uint8Array>,
): Promise<E.Either<DataProblem, Uint8Array>> => {
  let held: Array<Uint8Array> = []
  let length = 0
  let size: number | undefined
  for await (const piece of pieces) {
    held.push(piece)
    length += piece.length
    if (size === undefined && length >= idxHeadBytes) {
      const head = Buffer.concat(held)
      const told = sizeOfIdx(head)
      if (E.isLeft(told)) return told
      size = told.right
      held = [head]
    }
    if (size !== undefined && length > size)
      return E.left(
        dataProblem(
          `is too long: its IDX header tells of ${size} bytes, and it holds more. Fetch it again.`,
        ),
      )
  }
  return E.right(Buffer.concat(held))
}

const collectUnzipped = async (
  pieces: AsyncIterable<Uint8Array>,
): Promise<E.Either<DataProblem, Uint8Array>> => {
  let collected: E.Either<DataProblem, Uint8Array> | undefined
  try {
    await pipeline(pieces, createGunzip(), async (unzipped: AsyncIterable<Uint8Array>) => {
      collected = await collect(unzipped)
    })
  } catch (error) {
    // A pipeline whose end has read enough is ended by an error of its own.
    if (collected === undefined) throw error
  }
  return collected ?? E.left(dataProblem('cannot be unpacked.'))
}

const wrong = (error: unknown): string =>
  errorCode(error) === undefined || String(errorCode(error)).startsWith('Z_')
    ? `cannot be read: ${messageOf(error)}. Fetch it again.`
    : `${whyUnreadable(error)}.`

/** The bytes of an IDX file, plain or gzipped: no more than its own header tells of. */
export const readIdxBytes = (file: string): TE.TaskEither<DataError, Uint8Array> =>
  pipe(
    TE.tryCatch(
      () => (file.endsWith('.gz') ? collectUnzipped : collect)(chunksOfRegular(file, 1 << 20)),
      (error) => badData(file, wrong(error)),
    ),
    TE.chainEitherK(E.mapLeft(inFile(file))),
  )
