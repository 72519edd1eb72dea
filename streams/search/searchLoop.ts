import { Observable, observeOn, queueScheduler, Subject } from 'rxjs'
import { aFunction, checkOptions, seedNumber } from '../../src/common/index.ts'
import {
  type Progress,
  type Proposal,
  type Proposed,
  type Rewarded,
  type SearchEvent,
} from '../../src/episode/index.ts'
import { aPolicy, type PolicyFor } from '../../src/policy/index.ts'
import { batchSize, episodeCount } from '../internal/optionChecks.ts'
import { type Needing } from '../types/PipelineStage.ts'
import { type MadeFor, type PipelineEnd } from '../types/Place.ts'
import { type RewardedArchitectureOf, type StageEvent } from '../types/StageEvent.ts'
import { proposeActions } from '../stages/proposeActions.ts'
import { type Round, type RoundProposed } from '../types/Round.ts'
import { holdToRounds } from './internal/holdToRounds.ts'
import { learnRecorded, skipRecorded } from './internal/resumeRound.ts'
import { type SearchPosition, startPosition } from '../types/SearchPosition.ts'

/** What {@link searchLoop} loops over. */
export interface LoopOptions<S, A = unknown> {
  readonly policy: PolicyFor<S, A>
  /** Seed of the policy's first state. */
  readonly seed: number
  /** Episodes between two policy updates. */
  readonly batch: number
  /** Episodes in all; the last round may be smaller. */
  readonly episodes: number
  /** Proposals that are the first episodes, before the policy's own; default none. */
  readonly startWith?: ReadonlyArray<Proposal>
  /** Where to go on from, instead of the policy's first state. */
  readonly from?: SearchPosition<unknown, S>
}

/**
 * The part of a search between proposing and learning: a function of the stream of proposals to the stream
 * of rewarded episodes, made of stages by `pipe`. It has to give every episode of a round, each once and in
 * order, and pass on the end of each round (`RoundProposed`), by which the policy learns; a search whose
 * pipeline does not ends with `PipelineBroke`.
 *
 * @example
 * import { accuracy, choice, random } from 'rxnas'
 * import { computeReward, searchLoop, trainChild, validateAction } from 'rxnas/streams'
 *
 * const space = choice(8, 16, 32)
 * const trainer = ({ architecture }: { architecture: number }) => [{ accuracy: architecture / 32 }]
 * searchLoop({ policy: random(space), seed: 1, batch: 2, episodes: 4 }, (proposed) =>
 *   proposed.pipe(
 *     validateAction(space),
 *     trainChild(trainer, { budget: {}, seed: 1 }),
 *     computeReward(accuracy),
 *   ),
 * ).subscribe((event) => {
 *   if (event._tag === 'Rewarded') console.log(event.reward)
 * })
 */
export type Pipeline<A, S> = (
  proposed: Observable<Proposed | RoundProposed<S>>,
) => Observable<Rewarded<A> | RoundProposed<S> | Progress>

/**
 * Closes a pipeline into a search: proposes a round, runs it through the pipeline, lets the policy
 * learn from it, and only then proposes the next. So nothing is proposed that will not be trained.
 * Each subscription is a search of its own, from the policy's first state or from a position given: in
 * that case only what is new is emitted, and the pipeline begins with the round under way. Errors with
 * a `PositionError` where the policy proposes something else than that round has.
 *
 * The pipeline gives back every episode once, in the order of the proposals, and then the round's
 * `RoundProposed`. One that loses, repeats or reorders them ends the search with a {@link PipelineBroke},
 * before the policy learns from the round: a child that shall not be trained is refused, as `dedupe` and
 * `guardCost` do, and not filtered out. What a pipeline never gives back, with the end of its round and
 * all that follows, cannot be told from what takes long.
 *
 * @example
 * import { accuracy, choice, random, struct } from 'rxnas'
 * import {
 *   computeReward,
 *   searchLoop,
 *   trainChild,
 *   type Trainer,
 *   validateAction,
 * } from 'rxnas/streams'
 *
 * const space = struct({ units: choice(8, 16, 32) })
 * const policy = random(space)
 * const trainer: Trainer<{ units: number }> = ({ architecture }) => [
 *   { accuracy: architecture.units / 32 },
 * ]
 * searchLoop({ policy, seed: 1, batch: 2, episodes: 4 }, (proposed) =>
 *   proposed.pipe(
 *     validateAction(space),
 *     trainChild(trainer, { budget: {}, seed: 1 }),
 *     computeReward(accuracy),
 *   ),
 * ).subscribe((event) => {
 *   if (event._tag === 'Rewarded') console.log(event.reward)
 * })
 */
export const searchLoop = <S, E extends StageEvent, A>(
  options: LoopOptions<S, A>,
  pipeline: (
    proposed: Observable<Proposed | RoundProposed<S>>,
  ) => Observable<E> &
    PipelineEnd<E> &
    Needing<E, RoundProposed<S>> &
    MadeFor<A, RewardedArchitectureOf<E>>,
): Observable<SearchEvent<RewardedArchitectureOf<E>, S>> => {
  checkOptions('searchLoop()', options, {
    batch: batchSize,
    episodes: episodeCount,
    seed: seedNumber,
    policy: aPolicy,
  })
  checkOptions(
    'searchLoop()',
    { pipeline },
    { pipeline: aFunction('a pipeline, a function of a stream,') },
  )
  const { policy, seed, batch, episodes, startWith, from = startPosition(policy, seed) } = options
  // Made by hand, for it feeds its own events back. `expand` does so too, but it subscribes to the next
  // round inside the last, on the stack where trainers answer at once.
  return new Observable((subscriber) => {
    const rounds = new Subject<Round<S>>()

    const all = Math.max(episodes, from.episodes)
    const watch = holdToRounds<RewardedArchitectureOf<E>, S>(
      Math.max(from.firstEpisode, from.episodes),
      all,
    )

    const begin = (round: number, state: S, firstEpisode: number): void => {
      const left = all - firstEpisode
      if (left > 0)
        rounds.next({ _tag: 'Round', round, state, firstEpisode, batch: Math.min(batch, left) })
      // A pipeline that ends tells what it has lost of the last round.
      if (left <= batch) rounds.complete()
    }

    // `PipelineEnd` and `Needing` have held the compiler to what the pipeline gives.
    const between = pipeline as Pipeline<RewardedArchitectureOf<E>, S>
    const events: Observable<SearchEvent<RewardedArchitectureOf<E>, S>> = rounds.pipe(
      // A queue, so that rounds do not nest on the stack where trainers answer at once.
      observeOn(queueScheduler),
      watch.begins,
      proposeActions(policy, startWith),
      skipRecorded(from),
      watch.enters,
      between,
      watch.leaves,
      learnRecorded(from, policy),
    )
    subscriber.add(
      events.subscribe({
        next: (event) => {
          subscriber.next(event)
          if (event._tag === 'PolicyUpdated') begin(event.round + 1, event.state, event.episodes)
        },
        error: (error: unknown) => {
          subscriber.error(error)
        },
        complete: () => {
          subscriber.complete()
        },
      }),
    )
    begin(from.round, from.state, from.firstEpisode)
  })
}
