import * as E from 'fp-ts/lib/Either.js'
import type * as TE from 'fp-ts/lib/TaskEither.js'
import { messageOf } from '../../common/index.ts'
import {
  checkFileSize,
  type DataFile,
  type DataOptions,
  type DataProblem,
  dataProblem,
  fileOfPieces,
  formOfBytes,
  tableLimit,
} from '../../data/index.ts'

/** How standard input is called where a file's name is asked for. */
const names: ReadonlyArray<string> = ['-', '/dev/stdin']

/** Whether a source is standard input. */
export const isStandardInput = (source: string): boolean => names.includes(source)

/** What a source is called in messages. */
export const nameOfSource = (source: string): string =>
  isStandardInput(source) ? 'standard input' : source

const piecesOf = async (
  chunks: AsyncIterable<Uint8Array>,
): Promise<E.Either<DataProblem, ReadonlyArray<Uint8Array>>> => {
  const pieces: Array<Uint8Array> = []
  let size = 0
  for await (const chunk of chunks) {
    pieces.push(chunk)
    size += chunk.length
    // What never ends is not read to its end.
    if (size > tableLimit) break
  }
  return E.map(() => pieces)(checkFileSize({ size }, tableLimit))
}

const headBytes = 64

/** Standard input as a file, its form as a person says, or as its first bytes tell. */
export const readStandardInput =
  (form: DataOptions['form']): TE.TaskEither<DataProblem, DataFile> =>
  async () => {
    try {
      const read = await piecesOf(process.stdin)
      if (E.isLeft(read)) return read
      const pieces = read.right
      const head = await fileOfPieces('', pieces).slice(0, headBytes)
      return E.right(
        fileOfPieces(`standard input.${form ?? formOfBytes(new Uint8Array(head))}`, pieces),
      )
    } catch (error) {
      return E.left(dataProblem(`cannot be read: ${messageOf(error)}.`))
    }
  }
