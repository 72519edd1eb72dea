import * as E from 'fp-ts/lib/Either.js'
import { type TaskEither } from 'fp-ts/lib/TaskEither.js'
import { NoImageFolder } from './images/imageTree.ts'
import { badData, type DataError, noData } from '../../data/index.ts'

/** Reads something; a file that cannot be read, or memory that does not suffice, becomes a value. */
export const catchFileErrors =
  (source: string) =>
  <A>(read: TaskEither<DataError, A>): TaskEither<DataError, A> =>
  async () => {
    try {
      return await read()
    } catch (error) {
      if (
        error instanceof RangeError &&
        /allocation|array length|buffer|maximum size/i.test(error.message)
      )
        return E.left(
          badData(source, 'takes more memory than there is. Give a part of it, or free memory.'),
        )
      if (error instanceof NoImageFolder) return E.left(badData(source, error.message))
      // The system's errors have a code; anything else is a bug.
      if (error instanceof Error && 'syscall' in error && 'code' in error)
        return E.left(
          noData(
            `${'path' in error ? String(error.path) : source} cannot be read (${String(error.code)}). Check that it is there and may be read.`,
          ),
        )
      throw error
    }
  }
