import { type Observable } from 'rxjs'
import {
  aFunction,
  checkOptions,
  optional,
  seedNumber,
  trueOrFalse,
} from '../../src/common/index.ts'
import {
  type Budget,
  checkBudget,
  encodeDesigns,
  proposalsOfDesigns,
  type SearchEvent,
} from '../../src/episode/index.ts'
import { aPolicy, type PolicyFor } from '../../src/policy/index.ts'
import { type Reward } from '../../src/reward/index.ts'
import { aSpace, type SearchSpace } from '../../src/space/index.ts'
import {
  aReward,
  aTrainer,
  batchSize,
  episodeCount,
  failureCount,
  workerCount,
} from '../internal/optionChecks.ts'
import { computeReward } from '../stages/computeReward.ts'
import { searchLoop } from './searchLoop.ts'
import { type SearchPosition, startPosition } from '../types/SearchPosition.ts'
import { stopAfterFailures } from '../stages/stopAfterFailures.ts'
import { trainChild } from '../stages/trainChild.ts'
import { type Trainer } from '../types/Trainer.ts'
import {
  type EarlyStopping,
  type TrainerChange,
  type TrainingStage,
} from '../types/TrainingStage.ts'
import { validateAction } from '../stages/validateAction.ts'

/** A whole search. */
export interface SearchOptions<A, S> {
  readonly space: SearchSpace<A>
  /** One that was made for the space. */
  readonly policy: PolicyFor<S, NoInfer<A>>
  readonly trainer: Trainer<A>
  readonly reward: Reward
  readonly budget: Budget
  /** Episodes in all. */
  readonly episodes: number
  /** Episodes between two policy updates; part of the search's meaning. */
  readonly batch: number
  readonly seed: number
  /** Trainings at the same time; default 1. Changes no result. */
  readonly workers?: number
  /**
   * What a child's training is expected to cost, in any unit: the most expensive of a round begin
   * first, so that workers end it together. Changes no result.
   */
  readonly cost?: (architecture: A) => number
  /** Ends trainings that promise little, such as `medianStop()`; default none. */
  readonly stopping?: EarlyStopping
  /** Whether a duplicate architecture gets the metrics it had; default true. */
  readonly reuse?: boolean
  /** Failures in a row that end the search; default 5. */
  readonly maxFailures?: number
  /**
   * Architectures that are the first episodes, in their order, before the policy proposes any; it
   * learns from them as from its own. Default none. A search that goes on is given the same.
   */
  readonly startWith?: ReadonlyArray<A>
  /** Where to go on from; default the beginning. */
  readonly from?: SearchPosition<A, S>
}

/** Checks the options of a search, for the call that was given them. */
export const checkSearch = (
  call: string,
  options: Pick<
    SearchOptions<never, never>,
    'episodes' | 'batch' | 'seed' | 'workers' | 'reuse' | 'maxFailures' | 'budget'
  >,
): void => {
  checkOptions(call, options, {
    episodes: episodeCount,
    batch: batchSize,
    seed: seedNumber,
    workers: optional(workerCount),
    reuse: optional(trueOrFalse),
    maxFailures: optional(failureCount),
  })
  checkBudget(call, options.budget)
}

/**
 * A search as one cold observable: subscribing starts it, unsubscribing stops it. Errors with a
 * `RewardError` or `TooManyFailures` where it cannot go on; one child that cannot be trained is a
 * `Failed` episode and no error.
 *
 * @example
 * import { accuracy, choice, random, struct } from 'rxnas'
 * import { search } from 'rxnas/streams'
 *
 * const space = struct({ units: choice(8, 16, 32) })
 * search({
 *   space,
 *   policy: random(space),
 *   trainer: ({ architecture }) => [{ accuracy: architecture.units / 32 }],
 *   reward: accuracy,
 *   budget: {},
 *   episodes: 4,
 *   batch: 2,
 *   seed: 1,
 * }).subscribe((event) => {
 *   if (event._tag === 'Rewarded') console.log(event.reward)
 * })
 */
export const search = <A, S>(options: SearchOptions<A, S>): Observable<SearchEvent<A, S>> => {
  checkSearch('search()', options)
  checkOptions('search()', options, {
    space: aSpace,
    policy: aPolicy,
    trainer: aTrainer,
    reward: aReward,
    cost: optional(aFunction()),
    stopping: optional(aFunction('a form of early stopping, such as asha(),')),
  })
  const { space, policy, trainer, reward, budget, episodes, batch, seed, cost, stopping } = options
  const { workers = 1, reuse = true, maxFailures = 5, from = startPosition(policy, seed) } = options
  const startWith = proposalsOfDesigns(space, encodeDesigns(space, options.startWith ?? []))
  const how = { budget, seed, workers, reuse, trained: from.trained }
  const train = (change: TrainerChange): TrainingStage<A> =>
    trainChild(change(trainer), cost === undefined ? how : { ...how, cost })
  const training = stopping === undefined ? train((unchanged) => unchanged) : stopping(train)
  return searchLoop({ policy, seed, batch, episodes, from, startWith }, (proposed) =>
    proposed.pipe(
      validateAction(space),
      training,
      stopAfterFailures(maxFailures, from.failures),
      computeReward(reward, from.context),
    ),
  )
}
