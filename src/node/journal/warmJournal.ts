import * as E from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import * as O from 'fp-ts/lib/Option.js'
import * as T from 'fp-ts/lib/Task.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import { existsSync } from 'node:fs'
import { aList, bracketOnError, checkOptions } from '../../common/index.ts'
import { type JournalEvent, type Recalled, type RewardError } from '../../core.ts'
import { recalledEpisodes, snapshotOf } from '../../episode/journal/index.ts'
import {
  type PositionFold,
  positionOf,
  type PositionError,
  type SearchPosition,
} from '../../../streams/index.ts'
import {
  type JournalError,
  journalExists,
  journalNotRead,
  nothingToRecall,
} from './JournalError.ts'
import { type JournalOptions, type JournalWriter } from './JournalWriter.ts'
import { createJournal, lockNewJournal } from './openJournal.ts'
import { readAnyJournal } from './readJournal.ts'
import { checkRecorded, type RecordedSearch } from './RecordedSearch.ts'

/** A journal that has begun with the episodes of old ones. */
export interface WarmJournal<A, S> {
  readonly journal: JournalWriter<A>
  readonly position: SearchPosition<A, S>
  /** Old episodes that it began with. */
  readonly recalled: number
  /** Old episodes that are none of this space. */
  readonly left: number
}

type Failure = JournalError | RewardError | PositionError

/** An old journal's episodes as this search's, and at last perhaps why it cannot be read. */
async function* recall<A, S>(
  path: string,
  search: RecordedSearch<A, S>,
): AsyncGenerator<E.Either<Failure, O.Option<Recalled<A>>>, void> {
  let failure: JournalError | undefined
  const lines = async function* () {
    for await (const read of readAnyJournal(path)) {
      if (read._tag === 'Line') yield read.line
      if (read._tag === 'Stopped') failure = read.error
    }
  }
  yield* recalledEpisodes(lines(), search)
  if (failure !== undefined) yield E.left(failure)
}

/** An old journal, how many of its episodes are of this search's space, and how many are not. */
interface Counted {
  readonly journal: string
  readonly episodes: number
  readonly left: number
}

const countEpisodes =
  <A, S>(search: RecordedSearch<A, S>) =>
  (journal: string): TE.TaskEither<Failure, Counted> =>
  async () => {
    let episodes = 0
    let left = 0
    for await (const one of recall(journal, search)) {
      if (E.isLeft(one)) return one
      if (O.isSome(one.right)) episodes += 1
      else left += 1
    }
    return episodes === 0 ? E.left(nothingToRecall(journal)) : E.right({ journal, episodes, left })
  }

/** What the new journal begins with: its header, the old episodes, and the policy that learned from them. */
async function* firstEvents<A, S>(
  search: RecordedSearch<A, S>,
  ancestors: ReadonlyArray<Counted>,
  fold: PositionFold<A, S>,
): AsyncGenerator<E.Either<Failure, JournalEvent<A>>, void> {
  const added = (event: JournalEvent<A>): E.Either<never, JournalEvent<A>> => {
    fold.add({ at: '', event })
    return E.right(event)
  }
  const warmStart = ancestors.map(({ journal, episodes }) => ({ journal, episodes }))
  yield added({ ...search.header, warmStart })
  for (const { journal, episodes } of ancestors) {
    let taken = 0
    for await (const one of recall(journal, search)) {
      // An old journal may have grown meanwhile; the header says how much of it is meant.
      if (taken === episodes) break
      if (E.isLeft(one)) yield one
      else if (O.isSome(one.right)) {
        taken += 1
        yield added(one.right.value)
      }
    }
    if (taken < episodes) yield E.left(journalNotRead(journal, 'it has changed meanwhile'))
  }
  yield pipe(
    fold.position(),
    E.map(({ state }) => snapshotOf(search.policy, { round: -1, episodes: 0, state })),
  )
}

const sum = (numbers: ReadonlyArray<number>): number => numbers.reduce((all, n) => all + n, 0)

/**
 * Begins a journal from old ones, a warm start or a fork: the policy learns from their episodes,
 * rewarded anew by this search's reward, and where trainer and budget are the same, their children
 * are known and not trained again. The old journals may be of another policy, reward or space; what
 * is no architecture of this space is left out. The new journal holds all that it began with, so it
 * goes on without the old ones. It appears when that is written, or not at all.
 *
 * The policy learns from proposals that it did not make, without correction.
 *
 * @example
 * import { accuracy, choice, journalHeader, random, struct } from 'rxnas'
 * import { warmJournal } from 'rxnas/node'
 *
 * const space = struct({ units: choice(8, 16, 32) })
 * const parts = { space, policy: random(space), reward: accuracy }
 * const header = journalHeader({
 *   ...{ ...parts, trainer: { name: 'mine', options: {} }, budget: {}, batch: 2, seed: 1 },
 * })
 * const begun = await warmJournal('new.jsonl', { ...parts, header }, ['no-such.jsonl'])
 * if (begun._tag === 'Left') console.log(begun.left._tag) // JournalNotRead
 */
export const warmJournal = <A, S>(
  path: string,
  search: RecordedSearch<A, S>,
  from: ReadonlyArray<string>,
  options: JournalOptions = {},
): Promise<E.Either<Failure, WarmJournal<A, S>>> => {
  checkRecorded('warmJournal()', path, search)
  checkOptions('warmJournal()', { from }, { from: aList('a list of journals') })
  const fold = positionOf<A, S>(search.policy, search.reward)
  return pipe(
    TE.Do,
    TE.filterOrElseW(
      () => !existsSync(path),
      () => journalExists(path),
    ),
    TE.bindW('ancestors', () => pipe(from, TE.traverseSeqArray(countEpisodes(search)))),
    TE.bindW('journal', ({ ancestors }) =>
      bracketOnError(
        TE.fromIOEither(lockNewJournal(path)),
        (lock) =>
          createJournal(path, lock, search.space, firstEvents(search, ancestors, fold), options),
        ({ release }) => T.fromIO(release),
      ),
    ),
    TE.bindW('position', () => TE.fromEither(fold.position())),
    TE.map(({ ancestors, journal, position }) => ({
      journal,
      position,
      recalled: sum(ancestors.map(({ episodes }) => episodes)),
      left: sum(ancestors.map(({ left }) => left)),
    })),
  )()
}
