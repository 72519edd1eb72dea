import * as E from 'fp-ts/lib/Either.js'
import { closeSync, fdatasyncSync, ftruncateSync, writeSync } from 'node:fs'
import { checkOptions, wholeNumber } from '../../common/index.ts'
import {
  chainText,
  JournalHeader,
  type JournalEvent,
  journalLineCodec,
  type JournalOrder,
  nextInJournal,
  type SearchSpace,
} from '../../core.ts'
import { longestLine } from '../../episode/journal/index.ts'
import { type JournalError, journalNotWritten, journalOutOfOrder } from './JournalError.ts'
import { type Lock } from './lock.ts'
import { syncing, type SyncPolicy } from './syncing.ts'

/** How a journal is written. */
export interface JournalOptions {
  /** When events are forced to the disk; default at each round's end. */
  readonly sync?: SyncPolicy
  /**
   * Episodes between two snapshots of the policy; default 250. More snapshots make a longer
   * journal and a shorter resume: what came after the last one is learned again.
   */
  readonly snapshotEvery?: number
  /** The time that lines carry. */
  readonly now?: () => Date
}

/** A journal that is open for writing. */
export interface JournalWriter<A> {
  readonly path: string
  /** Episodes between two snapshots of the policy. */
  readonly snapshotEvery: number
  /** Episodes at the last round's end when the journal was opened. */
  readonly episodes: number
  /** The number of the next episode. */
  readonly next: () => number
  /**
   * Writes an event as one line. One that cannot stand after those before it is refused. Where
   * writing fails, the file is cut back to its last whole line.
   */
  readonly append: (event: JournalEvent<A>) => E.Either<JournalError, void>
  /** Forces everything to the disk and gives the lock back. */
  readonly close: () => void
}

/** A file that is locked and open, and what stands in it. */
export interface OpenFile {
  readonly path: string
  readonly file: number
  readonly lock: Lock
  /** Bytes of whole lines; what stands after them is written over. */
  readonly whole: number
  /** Where its whole lines stand, and the hash of the last of them. */
  readonly order: JournalOrder
  readonly chain: string
}

/** Where a journal stands after an event, or why no reader would take it there. */
const placed = (
  event: JournalEvent<unknown>,
  order: JournalOrder,
): E.Either<string, JournalOrder> =>
  event._tag === 'Header' && !JournalHeader.is(event)
    ? E.left('the header holds what no reader takes: a number out of bounds, or no JSON')
    : nextInJournal(event)(order)

/** The writer of an open file. Writing is synchronous: an event is in the file before anyone hears of it. */
export const journalWriter = <A>(
  { path, file, lock, whole: start, order: stands, chain: last }: OpenFile,
  space: SearchSpace<A>,
  { sync = 'round', snapshotEvery = 250, now = () => new Date() }: JournalOptions,
): JournalWriter<A> => {
  checkOptions('a journal', { snapshotEvery }, { snapshotEvery: wholeNumber(1) })
  const codec = journalLineCodec(space)
  let whole = start
  let order = stands
  let chain = last
  let broken: E.Either<JournalError, void> = E.right(undefined)
  const toDisk = syncing(file, sync, (error) => {
    broken = E.left(journalNotWritten(path, error))
  })

  return {
    path,
    snapshotEvery,
    episodes: stands.firstEpisode,
    next: () => order.episodes,
    append: (event) => {
      // A sync that failed after its write is reported by the next write.
      if (E.isLeft(broken)) return broken
      const next = placed(event, order)
      if (E.isLeft(next)) return E.left(journalOutOfOrder(path, next.left))
      const chained = chainText(
        chain,
        JSON.stringify(codec.encode({ at: now().toISOString(), event })),
      )
      const line = Buffer.from(`${chained.text}\n`)
      if (line.length > longestLine)
        return E.left(
          journalNotWritten(
            path,
            `the event ${event._tag} takes ${line.length} bytes, and a line of a journal has ${longestLine} at most`,
          ),
        )
      try {
        for (let written = 0; written < line.length;)
          written += writeSync(file, line, written, line.length - written, whole + written)
        whole += line.length
        order = next.right
        chain = chained.chain
        toDisk.written(event._tag === 'PolicyUpdated')
        return E.right(undefined)
      } catch (error) {
        try {
          ftruncateSync(file, whole)
        } catch {
          // Then the last line is torn, which every reader can tell.
        }
        return E.left(journalNotWritten(path, error))
      }
    },
    close: () => {
      toDisk.stop()
      try {
        fdatasyncSync(file)
      } catch {
        // What could not be forced out has been reported by the write itself, or is the disk's matter.
      }
      try {
        closeSync(file)
      } finally {
        lock.release()
      }
    },
  }
}
