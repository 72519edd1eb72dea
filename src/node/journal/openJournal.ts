import * as E from 'fp-ts/lib/Either.js'
import { closeSync, fdatasyncSync, linkSync, mkdirSync, openSync, rmSync } from 'node:fs'
import { dirname } from 'node:path'
import { type JournalEvent, type JournalHeader, type SearchSpace } from '../../index.ts'
import { type JournalError, journalExists, journalNotWritten } from './JournalError.ts'
import { type JournalOptions, journalWriter, type JournalWriter } from './JournalWriter.ts'
import { type Lock, takeLock } from './lock.ts'
import { syncFolderOf } from './syncing.ts'

const isExisting = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === 'EEXIST'

/** Takes the lock of a journal whose folder may not be there yet. */
export const lockJournal = (path: string): E.Either<JournalError, Lock> => {
  try {
    mkdirSync(dirname(path), { recursive: true })
  } catch (error) {
    return E.left(journalNotWritten(path, error))
  }
  return takeLock(path)
}

/**
 * Makes a new journal of its first events. They are written aside and then given the journal's name,
 * so it appears whole or not at all.
 */
export const createJournal = async <A>(
  path: string,
  lock: Lock,
  space: SearchSpace<A>,
  first: AsyncIterable<JournalEvent<A>> | Iterable<JournalEvent<A>>,
  options: JournalOptions,
): Promise<E.Either<JournalError, JournalWriter<A>>> => {
  const begun = beginAside(path, lock, space, options)
  if (E.isLeft(begun)) return begun
  for await (const event of first) {
    const written = begun.right.writer.append(event)
    if (E.isLeft(written)) return begun.right.giveUp(written.left)
  }
  return begun.right.appear()
}

interface Aside<A> {
  readonly writer: JournalWriter<A>
  readonly appear: () => E.Either<JournalError, JournalWriter<A>>
  readonly giveUp: (error: JournalError) => E.Either<JournalError, never>
}

const beginAside = <A>(
  path: string,
  lock: Lock,
  space: SearchSpace<A>,
  options: JournalOptions,
): E.Either<JournalError, Aside<A>> => {
  // The lock's holder alone makes it; one that is there is a crash's.
  const aside = `${path}.new`
  let file: number
  try {
    rmSync(aside, { force: true })
    file = openSync(aside, 'wx')
  } catch (error) {
    lock.release()
    return E.left(journalNotWritten(path, error))
  }
  const writer = journalWriter({ path, file, lock, whole: 0, episodes: 0 }, space, options)
  const giveUp = (error: JournalError): E.Either<JournalError, never> => {
    closeSync(file)
    rmSync(aside, { force: true })
    lock.release()
    return E.left(error)
  }
  return E.right({
    writer,
    giveUp,
    appear: () => {
      try {
        fdatasyncSync(file)
        linkSync(aside, path)
      } catch (error) {
        return giveUp(isExisting(error) ? journalExists(path) : journalNotWritten(path, error))
      }
      rmSync(aside, { force: true })
      syncFolderOf(path)
      return E.right(writer)
    },
  })
}

/**
 * Begins a journal: a new file with its header line, and the writer's lock beside it. Writing is
 * synchronous, so an event is in the file before anyone hears of it.
 */
export const openJournal = <A>(
  path: string,
  header: JournalHeader,
  space: SearchSpace<A>,
  options: JournalOptions = {},
): E.Either<JournalError, JournalWriter<A>> =>
  E.Chain.chain(lockJournal(path), (lock) =>
    E.Chain.chain(beginAside(path, lock, space, options), ({ writer, appear, giveUp }) => {
      const written = writer.append(header)
      return E.isLeft(written) ? giveUp(written.left) : appear()
    }),
  )
