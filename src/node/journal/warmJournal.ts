import * as E from 'fp-ts/lib/Either.js'
import { existsSync } from 'node:fs'
import { currentName } from '../../common/index.ts'
import {
  advance,
  canonicalJson,
  evaluate,
  type JournalEvent,
  type JournalHeader,
  type Json,
  type Policy,
  type Recalled,
  reward as rewarded,
  type Reward,
  type RewardError,
  type SearchSpace,
  startContext,
} from '../../index.ts'
import { positionOf, type PositionError, type SearchPosition } from '../../../streams/index.ts'
import { type JournalError, journalExists, nothingToRecall } from './JournalError.ts'
import { type JournalOptions, type JournalWriter } from './JournalWriter.ts'
import { createJournal, lockJournal } from './openJournal.ts'
import { readAnyJournal } from './readJournal.ts'
import { recallOutcome } from './recallEpisode.ts'
import { snapshotOf } from './writeJournal.ts'

/** What a search is that begins from old journals. */
export interface WarmParts<A, S> {
  readonly header: JournalHeader
  readonly space: SearchSpace<A>
  readonly policy: Policy<S>
  readonly reward: Reward
}

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

/** An old journal's episodes as this search's, one by one; `undefined` for one that is none of its space. */
async function* recall<A, S>(
  path: string,
  { header, space, reward }: WarmParts<A, S>,
): AsyncGenerator<E.Either<Failure, Recalled<A> | undefined>> {
  const toOutcome = recallOutcome(space)
  const trainedBy = ({ trainer: { name, options }, budget }: JournalHeader): string =>
    // A header is JSON by its codec.
    canonicalJson(JSON.parse(JSON.stringify({ name: currentName(name), options, budget })) as Json)
  let known = false
  let context = startContext
  for await (const read of readAnyJournal(path)) {
    if (read._tag === 'Stopped') yield E.left(read.error)
    if (read._tag !== 'Line') continue
    const { event } = read.line
    if (event._tag === 'Header') known = trainedBy(event) === trainedBy(header)
    if (event._tag !== 'Rewarded') continue
    const outcome = toOutcome(event.outcome)
    if (outcome === undefined) {
      yield E.right(undefined)
      continue
    }
    const amount = evaluate(reward, context)(outcome)
    if (E.isRight(amount)) context = advance(outcome, amount.right, reward)(context)
    yield E.Functor.map(amount, (paid) => ({
      ...{ _tag: 'Recalled' as const, known, episode: rewarded(paid)(outcome) },
    }))
  }
}

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
export const warmJournal = async <A, S>(
  path: string,
  parts: WarmParts<A, S>,
  from: ReadonlyArray<string>,
  options: JournalOptions = {},
): Promise<E.Either<Failure, WarmJournal<A, S>>> => {
  const { space, policy } = parts
  if (existsSync(path)) return E.left(journalExists(path))
  const ancestors: Array<{ readonly journal: string; readonly episodes: number }> = []
  let left = 0
  for (const journal of from) {
    let episodes = 0
    for await (const one of recall(journal, parts)) {
      if (E.isLeft(one)) return one
      if (one.right === undefined) left += 1
      else episodes += 1
    }
    if (episodes === 0) return E.left(nothingToRecall(journal))
    ancestors.push({ journal, episodes })
  }

  const fold = positionOf<A, S>(policy, parts.reward)
  let position = fold.position()
  const events = async function* (): AsyncGenerator<JournalEvent<A>> {
    const header: JournalHeader = { ...parts.header, warmStart: ancestors }
    fold.add({ at: '', event: header })
    yield header
    for (const { journal, episodes } of ancestors) {
      let told = 0
      for await (const one of recall(journal, parts)) {
        // An old journal may have grown meanwhile; the header says how much of it is meant.
        if (told === episodes || E.isLeft(one)) break
        if (one.right === undefined) continue
        told += 1
        fold.add({ at: '', event: one.right })
        yield one.right
      }
    }
    position = fold.position()
    if (E.isRight(position)) yield snapshotOf(policy, -1, 0, position.right.state)
  }

  const lock = lockJournal(path)
  if (E.isLeft(lock)) return lock
  const journal = await createJournal(path, lock.right, space, events(), options)
  if (E.isLeft(journal)) return journal
  if (E.isLeft(position)) {
    journal.right.close()
    return position
  }
  return E.right({
    journal: journal.right,
    position: position.right,
    recalled: ancestors.reduce((sum, { episodes }) => sum + episodes, 0),
    left,
  })
}
