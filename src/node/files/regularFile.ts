import * as E from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import {
  closeSync,
  constants,
  createReadStream,
  fstatSync,
  openSync,
  readSync,
  type Stats,
} from 'node:fs'
import { type FileHandle, open } from 'node:fs/promises'
import { bracket, messageOf } from '../../common/index.ts'
import { errorCode } from '../process/errorCode.ts'

/** How a file is opened to be read. */
export interface ReadOptions {
  /** Bytes that the file may have; default any number. */
  readonly limit?: number
  /** Whether a link to a file is followed; default true. */
  readonly followLinks?: boolean
  /** Whether it is opened to be written as well; default false. */
  readonly write?: boolean
}

/** An error whose message is meant to stand behind a file's name. */
class Unreadable extends Error {}

/** Why a file cannot be read, to stand behind its name. */
export const whyUnreadable = (error: unknown): string => {
  if (error instanceof Unreadable) return error.message
  switch (errorCode(error)) {
    case undefined:
      return messageOf(error)
    case 'ENOENT':
    case 'ENOTDIR':
      return 'does not exist'
    case 'ELOOP':
      return 'is a link, not a file'
    case 'ENXIO':
      return 'is no regular file'
    default:
      return `cannot be read: ${messageOf(error)}`
  }
}

// Without O_NONBLOCK, opening a pipe waits for its other end.
const flagsOf = ({ followLinks = true, write = false }: ReadOptions): number =>
  (write ? constants.O_RDWR : constants.O_RDONLY) |
  constants.O_NONBLOCK |
  (followLinks ? 0 : constants.O_NOFOLLOW)

/** The size of what was opened; throws where it is no regular file, or larger than it may be. */
const checkedSize = (found: Stats, { limit = Infinity }: ReadOptions): number => {
  if (found.isDirectory()) throw new Unreadable('is a folder, not a file')
  if (!found.isFile()) throw new Unreadable('is no regular file')
  if (found.size > limit)
    throw new Unreadable(`has ${found.size} bytes, more than the ${limit} that are read`)
  return found.size
}

/**
 * Opens a regular file to read it. Anything else (a pipe, a device, a socket, a folder) is refused at
 * once, where opening or reading it would wait, or never end.
 *
 * @throws what {@link whyUnreadable} tells of
 */
export const openRegular = (path: string, options: ReadOptions = {}): number => {
  const file = openSync(path, flagsOf(options))
  try {
    checkedSize(fstatSync(file), options)
    return file
  } catch (error) {
    closeSync(file)
    throw error
  }
}

/** {@link openRegular} without waiting for the disk. */
export const openRegularLater = async (
  path: string,
  options: ReadOptions = {},
): Promise<{ readonly handle: FileHandle; readonly size: number }> => {
  const handle = await open(path, flagsOf(options))
  try {
    return { handle, size: checkedSize(await handle.stat(), options) }
  } catch (error) {
    await handle.close()
    throw error
  }
}

/** The bytes of a regular file. `Left` says what is wrong, to stand behind the file's name. */
export const readRegularFile = (
  path: string,
  options: ReadOptions = {},
): E.Either<string, Buffer> =>
  E.tryCatch(() => {
    const file = openRegular(path, options)
    try {
      // As much as it had when it was opened: a file that grows, or of a system that tells no size, ends.
      const bytes = Buffer.alloc(fstatSync(file).size)
      let at = 0
      while (at < bytes.length) {
        const read = readSync(file, bytes, at, bytes.length - at, at)
        if (read === 0) break
        at += read
      }
      return bytes.subarray(0, at)
    } finally {
      closeSync(file)
    }
  }, whyUnreadable)

/** Some bytes of an open file, from `start` on; fewer where it has become shorter. */
export const readPart = async (
  handle: FileHandle,
  start: number,
  end: number,
): Promise<Uint8Array<ArrayBuffer>> => {
  const bytes = new Uint8Array(Math.max(0, end - start))
  let at = 0
  while (at < bytes.length) {
    const { bytesRead } = await handle.read(bytes, at, bytes.length - at, start + at)
    if (bytesRead === 0) return bytes.slice(0, at)
    at += bytesRead
  }
  return bytes
}

/** {@link readRegularFile} without waiting for the disk. */
export const readRegularLater = (
  path: string,
  options: ReadOptions = {},
): TE.TaskEither<string, Uint8Array<ArrayBuffer>> =>
  bracket(
    TE.tryCatch(() => openRegularLater(path, options), whyUnreadable),
    ({ handle, size }) => TE.tryCatch(() => readPart(handle, 0, size), whyUnreadable),
    ({ handle }) =>
      () =>
        handle.close(),
  )

/**
 * The bytes of a regular file, piece by piece; it is opened when the first is asked for.
 *
 * @throws what {@link whyUnreadable} tells of
 */
export async function* chunksOfRegular(
  path: string,
  pieceBytes = 65_536,
): AsyncGenerator<Uint8Array> {
  // What is opened here is closed by the stream.
  const stream = createReadStream(path, { fd: openRegular(path), highWaterMark: pieceBytes })
  for await (const piece of stream) yield piece as Uint8Array
}

/** The text of a regular file. */
export const readRegularText = (
  path: string,
  options: ReadOptions = {},
): E.Either<string, string> =>
  pipe(
    readRegularFile(path, options),
    E.map((bytes) => bytes.toString('utf8')),
  )
