import * as E from 'fp-ts/lib/Either.js'
import { closeSync, existsSync, fdatasyncSync, ftruncateSync, openSync } from 'node:fs'
import {
  headerDifference,
  type JournalEvent,
  type JournalHeader,
  journalSchema,
  type Policy,
  type Reward,
  type SearchSpace,
} from '../../index.ts'
import { positionOf, type PositionError, type SearchPosition } from '../../../streams/index.ts'
import {
  type JournalError,
  journalDamaged,
  journalNotRead,
  journalNotWritten,
  journalOfAnotherSearch,
} from './JournalError.ts'
import {
  type JournalOptions,
  journalWriter,
  type JournalWriter,
  snapshotDue,
} from './JournalWriter.ts'
import { takeLock } from './lock.ts'
import { readJournal } from './readJournal.ts'
import { upgradeJournal } from './upgradeJournal.ts'
import { snapshotOf } from './writeJournal.ts'

/** A journal that goes on: its writer, and where its search stands. */
export interface ContinuedJournal<A, S> {
  readonly journal: JournalWriter<A>
  readonly position: SearchPosition<A, S>
  /** Bytes of a line that a crash had torn, which were cut off; 0 for none. */
  readonly cut: number
}

interface Standing<A, S> {
  readonly position: SearchPosition<A, S>
  readonly whole: number
  readonly torn: number
  readonly schema: number
  /** The last event, and the episodes at the end of the round before it. */
  readonly last: JournalEvent<A> | undefined
  readonly before: number
}

/** Reads a whole journal into where its search stands, or why that search cannot go on in it. */
const standingOf = async <A, S>(
  path: string,
  header: JournalHeader,
  space: SearchSpace<A>,
  policy: Policy<S>,
  reward: Reward,
): Promise<E.Either<JournalError | PositionError, Standing<A, S>>> => {
  const fold = positionOf<A, S>(policy, reward)
  let whole = 0
  let torn = 0
  let schema: number = journalSchema
  let last: JournalEvent<A> | undefined
  let before = 0
  let ended = 0
  let number = 0
  let toRecall = 0
  for await (const read of readJournal(path, space)) {
    if (read._tag === 'Stopped') return E.left(read.error)
    if (read._tag === 'Torn') {
      torn = read.bytes
      continue
    }
    const { event } = read.line
    if (event._tag === 'Header') {
      const differences = headerDifference(event, header)
      if (differences.length > 0) return E.left(journalOfAnotherSearch(path, differences))
      schema = read.schema
      toRecall = (event.warmStart ?? []).reduce((sum, { episodes }) => sum + episodes, 0)
    }
    if (event._tag === 'Recalled') toRecall -= 1
    if (event._tag === 'PolicyUpdated') {
      before = ended
      ended = event.episodes
    }
    fold.add(read.line)
    whole = read.upTo
    last = event
    number = read.number
  }
  // A warm start appears whole, so this is no crash's doing.
  if (toRecall > 0)
    return E.left(
      journalDamaged(path, number, `${toRecall} of the old episodes that it began with are gone`),
    )
  // A file without even a header is that of a search that has only been begun.
  if (last === undefined) fold.add({ at: '', event: header })
  return E.Functor.map(fold.position(), (position) => ({
    ...{ position, whole, torn, schema, last, before },
  }))
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
export const continueJournal = async <A, S>(
  path: string,
  parts: {
    readonly header: JournalHeader
    readonly space: SearchSpace<A>
    readonly policy: Policy<S>
    readonly reward: Reward
  },
  options: JournalOptions = {},
): Promise<E.Either<JournalError | PositionError, ContinuedJournal<A, S>>> => {
  const { header, space, policy, reward } = parts
  // A lock beside nothing would be left where the path is a mistake.
  if (!existsSync(path)) return E.left(journalNotRead(path, 'there is no such file'))
  const lock = takeLock(path)
  if (E.isLeft(lock)) return lock
  let file: number
  try {
    file = openSync(path, 'r+')
  } catch (error) {
    lock.right.release()
    return E.left(journalNotRead(path, error))
  }
  const refuse = (error: JournalError | PositionError): E.Either<typeof error, never> => {
    closeSync(file)
    lock.right.release()
    return E.left(error)
  }
  const standing = await standingOf(path, header, space, policy, reward)
  if (E.isLeft(standing)) return refuse(standing.left)
  const { position, whole, torn, schema, last, before } = standing.right

  if (schema < journalSchema) {
    closeSync(file)
    const upgraded = await upgradeJournal(path, space, schema)
    lock.right.release()
    return E.isLeft(upgraded) ? upgraded : continueJournal(path, parts, options)
  }
  try {
    ftruncateSync(file, whole)
    if (torn > 0) fdatasyncSync(file)
  } catch (error) {
    return refuse(journalNotWritten(path, error))
  }
  const journal = journalWriter(
    { path, file, lock: lock.right, whole, episodes: position.firstEpisode },
    space,
    options,
  )
  // What the search had written next, and a crash has kept from the file.
  const missing: ReadonlyArray<JournalEvent<A>> =
    last === undefined
      ? [header]
      : last._tag === 'Recalled'
        ? [snapshotOf(policy, -1, 0, position.state)]
        : last._tag === 'PolicyUpdated' && snapshotDue(journal.snapshotEvery, before, last.episodes)
          ? [snapshotOf(policy, last.round, last.episodes, position.state)]
          : []
  for (const event of missing) {
    const written = journal.append(event)
    if (E.isLeft(written)) return refuse(written.left)
  }
  return E.right({ journal, position, cut: torn })
}
