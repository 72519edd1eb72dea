import { pipe } from 'fp-ts/lib/function.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import { type DataError, type DataFile, dataProblem, inFile, noData } from '../../data/index.ts'
import { chunksOfRegular, openRegularLater, readPart, whyUnreadable } from '../files/index.ts'
import { errorCode } from '../process/errorCode.ts'

const readBytes = async (path: string, start: number, end: number): Promise<ArrayBuffer> => {
  const { handle } = await openRegularLater(path)
  try {
    return (await readPart(handle, start, end)).buffer
  } finally {
    await handle.close()
  }
}

const sizeOf = async (path: string): Promise<number> => {
  const { handle, size } = await openRegularLater(path)
  await handle.close()
  return size
}

/** A file on a disk, opened each time that something is read of it. */
export const openFile = (path: string): TE.TaskEither<DataError, DataFile> =>
  pipe(
    TE.tryCatch(
      () => sizeOf(path),
      (error): DataError => {
        const why = `${whyUnreadable(error)}.`
        return errorCode(error) === undefined
          ? inFile(path)(dataProblem(why))
          : noData(`${path} ${why}`)
      },
    ),
    TE.map((size) => ({
      name: path,
      size,
      slice: (start = 0, end = size) => readBytes(path, start, end),
      chunks: () => chunksOfRegular(path),
    })),
  )
