import { messageOf, shellWord } from '../../common/index.ts'
import { errorCode } from '../process/errorCode.ts'
import { describeDifference, type HeaderDifference } from '../../core.ts'

/** Why a journal cannot be written or read. */
export type JournalError =
  | { readonly _tag: 'JournalExists'; readonly path: string; readonly message: string }
  | {
      readonly _tag: 'JournalLocked'
      readonly path: string
      readonly pid: number
      readonly message: string
    }
  | { readonly _tag: 'JournalNotWritten'; readonly path: string; readonly message: string }
  | { readonly _tag: 'JournalNotRead'; readonly path: string; readonly message: string }
  | {
      readonly _tag: 'JournalDamaged'
      readonly path: string
      /** From 1. */
      readonly line: number
      readonly message: string
    }
  | {
      readonly _tag: 'JournalOfAnotherSearch'
      readonly path: string
      readonly differences: ReadonlyArray<HeaderDifference>
      readonly message: string
    }
  | { readonly _tag: 'JournalOutOfOrder'; readonly path: string; readonly message: string }
  | { readonly _tag: 'NothingToRecall'; readonly path: string; readonly message: string }

/** A file is there that is not this search's. */
export const journalExists = (path: string): JournalError => ({
  _tag: 'JournalExists',
  path,
  message: `${path} exists already, and a journal is never written over. Give another file by --journal, or another folder by --out.`,
})

/** A file is there where something made of a journal should be: the journal repaired, or exported. */
export const copyExists = (path: string): JournalError => ({
  _tag: 'JournalExists',
  path,
  message: `${path} exists already, and nothing is written over. Give another path by --out.`,
})

/** Another process writes the journal. */
export const journalLocked = (path: string, pid: number, host: string): JournalError => ({
  _tag: 'JournalLocked',
  path,
  pid,
  message: `${path} is being written by the process ${pid} of ${host}, and a journal has one writer. Wait for it to end, or give another file by --journal. If there is no such process, remove ${path}.lock.`,
})

const noRoom: ReadonlySet<unknown> = new Set(['ENOSPC', 'EDQUOT', 'EFBIG'])

const isNoRoom = (error: unknown): boolean => noRoom.has(errorCode(error))

/** A write that did not succeed; what was written before is whole. */
export const journalNotWritten = (path: string, error: unknown): JournalError => ({
  _tag: 'JournalNotWritten',
  path,
  message: `${path} could not be written: ${messageOf(error)}. What it held before is whole. ${
    isNoRoom(error) ? 'Make room' : 'See that it can be written'
  }, and go on from there by: rxnas resume ${shellWord(path)}`,
})

/** A journal that cannot be begun where it should lie. */
export const journalNotBegun = (path: string, error: unknown): JournalError => ({
  _tag: 'JournalNotWritten',
  path,
  message: `${path} could not be begun: ${messageOf(error)}. ${
    isNoRoom(error) ? 'Make room' : 'Give another file by --journal, or another folder by --out'
  }, and start again.`,
})

/** Something made of a journal, which is as it was, that could not be written. */
export const copyNotWritten = (path: string, error: unknown): JournalError => ({
  _tag: 'JournalNotWritten',
  path,
  message: `${path} could not be written: ${messageOf(error)}. ${
    isNoRoom(error) ? 'Make room, or give' : 'Give'
  } another path by --out.`,
})

/** A journal that cannot be opened. */
export const journalNotRead = (path: string, error: unknown): JournalError => ({
  _tag: 'JournalNotRead',
  path,
  message: `${path} could not be read: ${messageOf(error)}.`,
})

/** What to do about a damaged line. */
export const adviceOnDamage = (path: string, line: number): string =>
  // Without a header nobody knows what the other lines are of.
  line === 1
    ? 'Its first line says what the search is, so it cannot be repaired: put back a copy of it as it was written (an editor or git may have changed the ends of lines or the first bytes), or begin a new search.'
    : `What is whole in it goes to a new file by: rxnas journal repair ${shellWord(path)}`

/** A line, other than a torn last one, that is no line of a journal. */
export const journalDamaged = (path: string, line: number, reason: string): JournalError => ({
  _tag: 'JournalDamaged',
  path,
  line,
  message: `${path} is damaged at line ${line}: ${reason}. Nothing was changed in it. ${adviceOnDamage(path, line)}`,
})

/** A journal whose search is not the one that is to go on in it. */
export const journalOfAnotherSearch = (
  path: string,
  differences: ReadonlyArray<HeaderDifference>,
): JournalError => ({
  _tag: 'JournalOfAnotherSearch',
  path,
  differences,
  message: `${path} is the journal of another search, and nothing was changed in it: ${describeDifference(differences)}. Go on with what it was begun with, or begin a new search from its episodes by: rxnas search --warm-start ${shellWord(path)}`,
})

/** An event that cannot stand after those that a journal has. */
export const journalOutOfOrder = (path: string, reason: string): JournalError => ({
  _tag: 'JournalOutOfOrder',
  path,
  message: `${path} does not take an event: ${reason}. Nothing was written. A journal is of one search, and every subscription to a search is a search of its own: share the events of one by share() of rxjs, or open a journal for each.`,
})

/** A journal that is read by another space than its search was in. */
export const journalOfAnotherSpace = (
  path: string,
  differences: ReadonlyArray<HeaderDifference>,
): JournalError => ({
  _tag: 'JournalOfAnotherSearch',
  path,
  differences,
  message: `${path} is the journal of a search in another space than this one, and nothing was changed in it: ${describeDifference(differences)}. Read it by the space that it names, or by none; a search of this space begins from its episodes by a warm start.`,
})

/** An old journal that a search cannot begin from. */
export const nothingToRecall = (path: string): JournalError => ({
  _tag: 'NothingToRecall',
  path,
  message: `${path} holds no episode of this search space, so there is nothing to begin from. Give a journal of the same space.`,
})
