import { pipe } from 'fp-ts/lib/function.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import { createReadStream } from 'node:fs'
import { open, stat } from 'node:fs/promises'
import { badData, type DataError, type DataFile, noData } from '../../data/index.ts'

const readBytes = async (path: string, start: number, end: number): Promise<ArrayBuffer> => {
  const bytes = new Uint8Array(Math.max(0, end - start))
  const handle = await open(path)
  try {
    let at = 0
    while (at < bytes.length) {
      const { bytesRead } = await handle.read(bytes, at, bytes.length - at, start + at)
      // Of a file that has become shorter there is no more.
      if (bytesRead === 0) return bytes.slice(0, at).buffer
      at += bytesRead
    }
    return bytes.buffer
  } finally {
    await handle.close()
  }
}

const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error ? String(error.code) : String(error)

/** A file on a disk, opened each time that something is read of it. */
export const openFile = (path: string): TE.TaskEither<DataError, DataFile> =>
  pipe(
    TE.tryCatch(
      () => stat(path),
      (error) => {
        const code = codeOf(error)
        return noData(
          code === 'ENOENT' ? `${path} does not exist.` : `${path} cannot be read (${code}).`,
        )
      },
    ),
    TE.filterOrElse(
      (found) => found.isFile(),
      () => badData(path, 'is no file.'),
    ),
    TE.map(({ size }) => ({
      name: path,
      size,
      slice: (start = 0, end = size) => readBytes(path, start, end),
      chunks: () => createReadStream(path),
    })),
  )
