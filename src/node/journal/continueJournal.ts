import type * as E from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import * as IOE from 'fp-ts/lib/IOEither.js'
import * as T from 'fp-ts/lib/Task.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import { closeSync, existsSync, fdatasyncSync, ftruncateSync } from 'node:fs'
import { bracketOnError, bracketOnErrorSync } from '../../common/index.ts'
import { type JournalEvent, journalSchema, sameMachine } from '../../core.ts'
import { snapshotDue, snapshotOf } from '../../episode/journal/index.ts'
import { type PositionError, type SearchPosition } from '../../../streams/index.ts'
import { type JournalNotice } from '../../session/index.ts'
import { openRegular } from '../files/index.ts'
import { type JournalError, journalNotRead, journalNotWritten } from './JournalError.ts'
import { type JournalOptions, journalWriter, type JournalWriter } from './JournalWriter.ts'
import { type Lock, takeLock } from './lock.ts'
import { readPosition, type ReadPosition } from './readPosition.ts'
import { checkRecorded, type RecordedSearch } from './RecordedSearch.ts'
import { upgradeJournal } from './upgradeJournal.ts'

/** A journal that goes on: its writer, and where its search stands. */
export interface ContinuedJournal<A, S> {
  readonly journal: JournalWriter<A>
  readonly position: SearchPosition<A, S>
  /** Bytes of a line that a crash had torn, which were cut off; 0 for none. */
  readonly cut: number
  /** What it was written anew from; `undefined` where it was of this version. */
  readonly upgraded: Upgraded | undefined
}

/** A journal of an older version that was written anew in this one. */
export type Upgraded = Omit<Extract<JournalNotice, { readonly _tag: 'Upgraded' }>, '_tag'>

const lockExisting = (path: string): IOE.IOEither<JournalError, Lock> =>
  // A lock beside nothing would be left where the path is a mistake.
  existsSync(path) ? () => takeLock(path) : IOE.left(journalNotRead(path, 'there is no such file'))

/** The events that the search had written next, and a crash has kept from the file. */
const eventsLost = <A, S>(
  { header, policy }: RecordedSearch<A, S>,
  { last, before, position: { state } }: ReadPosition<A, S>,
  snapshotEvery: number,
): ReadonlyArray<JournalEvent<A>> => {
  switch (last?._tag) {
    case undefined:
      return [header]
    case 'Recalled':
      return [snapshotOf(policy, { round: -1, episodes: 0, state })]
    case 'PolicyUpdated':
      return snapshotDue(snapshotEvery, before, last.episodes)
        ? [snapshotOf(policy, { ...last, state })]
        : []
    case 'Header':
    case 'Rewarded':
    case 'Snapshot':
    case 'Dropped':
    case 'Completed':
    case 'Command':
    case 'MachineChanged':
      return []
  }
}

/** Where it goes on by a machine of another kind, that is told. */
const machineChange = <A, S>(
  { header: { machine } }: RecordedSearch<A, S>,
  { last, machine: before }: ReadPosition<A, S>,
): ReadonlyArray<JournalEvent<A>> =>
  machine === undefined ||
  last === undefined ||
  (before !== undefined && sameMachine(before, machine))
    ? []
    : [{ _tag: 'MachineChanged', machine }]

/** Opens the file for writing after its last whole line, and writes what a crash has kept from it. */
const openToGoOn = <A, S>(
  path: string,
  lock: Lock,
  search: RecordedSearch<A, S>,
  found: ReadPosition<A, S>,
  options: JournalOptions,
): IOE.IOEither<JournalError, JournalWriter<A>> => {
  const { whole, torn, order, chain } = found
  const notWritten = (error: unknown): JournalError => journalNotWritten(path, error)
  return bracketOnErrorSync(
    IOE.tryCatch(() => openRegular(path, { write: true }), notWritten),
    (file) =>
      pipe(
        IOE.tryCatch(() => {
          ftruncateSync(file, whole)
          if (torn > 0) fdatasyncSync(file)
          return journalWriter({ path, file, lock, whole, order, chain }, search.space, options)
        }, notWritten),
        IOE.chainFirst((journal) =>
          pipe(
            [...eventsLost(search, found, journal.snapshotEvery), ...machineChange(search, found)],
            IOE.traverseSeqArray((event) => () => journal.append(event)),
          ),
        ),
      ),
    closeSync,
  )
}

/**
 * Opens a journal to go on with its search: takes the lock, cuts off a last line that a crash has
 * torn, and tells where the search stands, for `resume` of `rxnas/streams`. The header says what the
 * search is now; where it is another search than the journal's, that is refused with the difference,
 * and nothing is changed. A journal of an older version is first written anew in this one; the old
 * file is kept beside it.
 *
 * @example
 * import { accuracy, choice, journalHeader, random, struct } from 'rxnas'
 * import { continueJournal, writeJournal } from 'rxnas/node'
 * import { resume } from 'rxnas/streams'
 *
 * const space = struct({ units: choice(8, 16, 32) })
 * const policy = random(space)
 * const run = { space, policy, reward: accuracy, budget: {}, batch: 2, seed: 1 }
 * const header = journalHeader({ ...run, trainer: { name: 'mine', options: {} } })
 * const begun = await continueJournal('no-such.jsonl', { ...run, header })
 * if (begun._tag === 'Left') console.log(begun.left._tag) // JournalNotRead
 * else
 *   resume(begun.right.position, {
 *     ...run,
 *     episodes: 100,
 *     trainer: ({ architecture }) => [{ accuracy: architecture.units / 32 }],
 *   })
 *     .pipe(writeJournal(begun.right.journal, policy))
 *     .subscribe({ complete: begun.right.journal.close })
 */
export const continueJournal = <A, S>(
  path: string,
  search: RecordedSearch<A, S>,
  options: JournalOptions = {},
): Promise<E.Either<JournalError | PositionError, ContinuedJournal<A, S>>> => {
  checkRecorded('continueJournal()', path, search)
  return bracketOnError(
    TE.fromIOEither(lockExisting(path)),
    (lock) =>
      pipe(
        TE.Do,
        TE.bind('asItWas', () => readPosition(path, search)),
        TE.bind('found', ({ asItWas }) =>
          asItWas.schema === journalSchema
            ? TE.right(asItWas)
            : pipe(
                upgradeJournal(path, search.space, asItWas),
                TE.chainW(() => readPosition(path, search)),
              ),
        ),
        TE.bindW('journal', ({ found }) =>
          TE.fromIOEither(openToGoOn(path, lock, search, found, options)),
        ),
        TE.map(({ asItWas, found, journal }) => ({
          journal,
          position: found.position,
          cut: asItWas.torn,
          upgraded:
            asItWas.schema === journalSchema
              ? undefined
              : { from: asItWas.schema, lines: asItWas.lines, missing: asItWas.missing },
        })),
      ),
    ({ release }) => T.fromIO(release),
  )()
}
