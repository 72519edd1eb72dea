import * as E from 'fp-ts/lib/Either.js'
import { closeSync, fdatasyncSync, ftruncateSync, mkdirSync, openSync, writeSync } from 'node:fs'
import { dirname } from 'node:path'
import {
  type JournalEvent,
  type JournalHeader,
  journalLineCodec,
  type SearchSpace,
} from '../../index.ts'
import { type JournalError, journalExists, journalNotWritten } from './JournalError.ts'
import { takeLock } from './lock.ts'

/** When what is written is forced to the disk: at each event, each round's end, or only at the end. */
export type SyncPolicy = 'event' | 'round' | 'end'

/** How {@link openJournal} writes. */
export interface JournalOptions {
  readonly sync?: SyncPolicy
  /** The time that lines carry. */
  readonly now?: () => Date
}

/** A journal that is open for writing. */
export interface JournalWriter<A> {
  readonly path: string
  /** Writes an event as one line. Where that fails, the file is cut back to its last whole line. */
  readonly append: (event: JournalEvent<A>) => E.Either<JournalError, void>
  /** Forces everything to the disk and gives the lock back. */
  readonly close: () => void
}

const isExisting = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === 'EEXIST'

/**
 * Begins a journal: a new file with its header line, and the writer's lock beside it. Writing is
 * synchronous, so an event is in the file before anyone hears of it.
 */
export const openJournal = <A>(
  path: string,
  header: JournalHeader,
  space: SearchSpace<A>,
  { sync = 'round', now = () => new Date() }: JournalOptions = {},
): E.Either<JournalError, JournalWriter<A>> => {
  const codec = journalLineCodec(space)
  try {
    mkdirSync(dirname(path), { recursive: true })
  } catch (error) {
    return E.left(journalNotWritten(path, error))
  }
  const lock = takeLock(path)
  if (E.isLeft(lock)) return lock
  const { release } = lock.right
  let file: number
  try {
    file = openSync(path, 'wx')
  } catch (error) {
    release()
    return E.left(isExisting(error) ? journalExists(path) : journalNotWritten(path, error))
  }
  let whole = 0

  const append = (event: JournalEvent<A>): E.Either<JournalError, void> => {
    const line = Buffer.from(
      `${JSON.stringify(codec.encode({ at: now().toISOString(), event }))}\n`,
    )
    try {
      for (let written = 0; written < line.length;)
        written += writeSync(file, line, written, line.length - written, whole + written)
      whole += line.length
      if (sync === 'event' || (sync === 'round' && event._tag === 'PolicyUpdated'))
        fdatasyncSync(file)
      return E.right(undefined)
    } catch (error) {
      try {
        ftruncateSync(file, whole)
      } catch {
        // Then the last line is torn, which every reader can tell.
      }
      return E.left(journalNotWritten(path, error))
    }
  }

  const close = (): void => {
    try {
      fdatasyncSync(file)
    } catch {
      // What could not be forced out has been reported by the write itself, or is the disk's matter.
    }
    closeSync(file)
    release()
  }

  const begun = append(header)
  if (E.isLeft(begun)) {
    close()
    return begun
  }
  return E.right({ path, append, close })
}
