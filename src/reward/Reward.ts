import * as E from 'fp-ts/lib/Either.js'
import { FiniteNumber, type Metrics, type Outcome } from '../episode/index.ts'
import { type Json } from '../space/index.ts'

/** What a reward may know beside the metrics: the search so far. */
export interface RewardContext {
  readonly episode: number
  /** Accuracy of the child trained before this one; `undefined` before the first. */
  readonly previousAccuracy: number | undefined
  /** The highest reward so far; `undefined` before the first. */
  readonly best: number | undefined
}

/** Why a reward is no finite number: the search cannot go on. */
export interface RewardError {
  readonly _tag: 'RewardError'
  readonly reward: string
  readonly message: string
}

/** A {@link RewardError} of a reward. */
export const rewardError = (reward: string, message: string): RewardError => ({
  _tag: 'RewardError',
  reward,
  message,
})

/**
 * Judges an outcome by a finite number; more is better. Pure: it depends on the metrics and the
 * context alone.
 */
export interface Reward {
  readonly name: string
  /** What it is made of: what a journal's first line says of it. */
  readonly options: Json
  /** What an episode without a trained child gets: one rejected, or one that failed. */
  readonly penalty: number
  /** The reward of a trained child. */
  readonly ofMetrics: (metrics: Metrics, context: RewardContext) => E.Either<RewardError, number>
}

/** The context before the first episode. */
export const startContext: RewardContext = {
  episode: 0,
  previousAccuracy: undefined,
  best: undefined,
}

/** The context after an outcome and its reward. */
export const advance =
  (outcome: Outcome<unknown>, reward: number) =>
  (context: RewardContext): RewardContext => ({
    episode: context.episode + 1,
    previousAccuracy:
      outcome._tag === 'Trained'
        ? (outcome.metrics.accuracy ?? context.previousAccuracy)
        : context.previousAccuracy,
    best: Math.max(context.best ?? -Infinity, reward),
  })

/** The reward of an outcome in a context, or why there is none. */
export const evaluate =
  (reward: Reward, context: RewardContext) =>
  (outcome: Outcome<unknown>): E.Either<RewardError, FiniteNumber> =>
    E.Chain.chain(
      outcome._tag === 'Trained'
        ? reward.ofMetrics(outcome.metrics, context)
        : E.right(reward.penalty),
      (amount) =>
        FiniteNumber.is(amount)
          ? E.right(amount)
          : E.left(
              rewardError(
                reward.name,
                `The reward ${reward.name} gave ${amount} for episode ${context.episode + 1}, which is no finite number.`,
              ),
            ),
    )
