import * as E from 'fp-ts/lib/Either.js'
import { closeSync, constants, fstatSync, openSync, readFileSync } from 'node:fs'
import { messageOf } from '../../common/index.ts'
import { errorCode } from '../process/errorCode.ts'

/** How {@link readRegularFile} reads. */
export interface ReadOptions {
  /** Bytes that the file may have. */
  readonly limit: number
  /** Whether a link to a file is followed; default true. */
  readonly followLinks?: boolean
}

const reasonOf = (error: unknown): string => {
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
      return `cannot be read (${String(errorCode(error))})`
  }
}

/**
 * The bytes of a regular file. Anything else (a pipe, a device, a folder) is refused at once, where
 * reading it would wait or never end. `Left` says what is wrong, to stand behind the file's name.
 */
export const readRegularFile = (
  path: string,
  { limit, followLinks = true }: ReadOptions,
): E.Either<string, Buffer> =>
  E.tryCatch(() => {
    // Without O_NONBLOCK, opening a pipe waits for its other end.
    const flags = constants.O_RDONLY | constants.O_NONBLOCK
    const file = openSync(path, followLinks ? flags : flags | constants.O_NOFOLLOW)
    try {
      const found = fstatSync(file)
      if (!found.isFile()) throw new Error('is no regular file')
      if (found.size > limit)
        throw new Error(`has ${found.size} bytes, more than the ${limit} that are read`)
      return readFileSync(file)
    } finally {
      closeSync(file)
    }
  }, reasonOf)
