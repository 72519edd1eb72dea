import * as E from 'fp-ts/lib/Either.js'
import { closeSync, fdatasyncSync, openSync, rmSync, writeSync } from 'node:fs'
import {
  anyJournalLine,
  nextInJournal,
  type JournalEvent,
  type JournalOrder,
  startOfJournal,
} from '../../index.ts'
import { type Damage } from './checkJournal.ts'
import { decodeAnyLines } from './decodeLines.ts'
import {
  type JournalError,
  journalDamaged,
  journalExists,
  journalNotRead,
  journalNotWritten,
} from './JournalError.ts'
import { syncFolderOf } from './syncing.ts'

/** What was kept of a journal, and what was not. */
export interface Repaired {
  readonly path: string
  /** Lines kept. */
  readonly kept: number
  readonly dropped: ReadonlyArray<Damage>
}

/** An event with the number that its round has once those lost before it are gone. */
const renumbered = <A>(event: JournalEvent<A>, { round }: JournalOrder): JournalEvent<A> =>
  event._tag === 'PolicyUpdated'
    ? { ...event, round }
    : event._tag === 'Snapshot'
      ? { ...event, round: round - 1 }
      : event

/**
 * Writes what is whole in a damaged journal to a new file, and tells what it dropped. The damaged
 * one stays as it is. A search goes on from the new one where a snapshot follows the damage;
 * elsewhere it is refused if the policy, without what was lost, comes to propose something else.
 *
 * @returns why not, where the first line is no header or the new file cannot be written
 */
export const repairJournal = async (
  path: string,
  to: string,
): Promise<E.Either<JournalError, Repaired>> => {
  let file: number
  try {
    file = openSync(to, 'wx')
  } catch (error) {
    const exists = error instanceof Error && 'code' in error && error.code === 'EEXIST'
    return E.left(exists ? journalExists(to) : journalNotWritten(to, error))
  }
  const dropped: Array<Damage> = []
  let order = startOfJournal
  let kept = 0
  const giveUp = (error: JournalError): E.Either<JournalError, never> => {
    rmSync(to, { force: true })
    return E.left(error)
  }
  try {
    for await (const { number, bytes, decoded, ended } of decodeAnyLines(path)) {
      const drop = (reason: string): void => {
        dropped.push({ line: number, bytes: bytes.length, reason })
      }
      if (E.isLeft(decoded)) {
        if (number === 1 && ended) return giveUp(journalDamaged(path, 1, decoded.left))
        drop(decoded.left)
        continue
      }
      const event = renumbered(decoded.right.event, order)
      const followed = nextInJournal(event)(order)
      if (E.isLeft(followed)) {
        drop(followed.left)
        continue
      }
      order = followed.right
      try {
        writeSync(file, `${JSON.stringify(anyJournalLine.encode({ ...decoded.right, event }))}\n`)
      } catch (error) {
        return giveUp(journalNotWritten(to, error))
      }
      kept += 1
    }
    if (kept === 0) return giveUp(journalDamaged(path, 1, 'it has no header, and nothing else'))
    fdatasyncSync(file)
    syncFolderOf(to)
    return E.right({ path: to, kept, dropped })
  } catch (error) {
    return giveUp(journalNotRead(path, error))
  } finally {
    closeSync(file)
  }
}
