import * as E from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import { FiniteNumber, type Outcome } from '../episode/index.ts'
import { advance } from './advance.ts'
import { describeReward } from './description/describeReward.ts'
import { mendedFormula, withMended } from './description/mend.ts'
import { askReward } from './internal/askReward.ts'
import { requireBounded } from './internal/requireBounded.ts'
import { type Reward } from './Reward.ts'
import { type RewardContext, startContext } from './RewardContext.ts'
import { type RewardError, rewardError } from './RewardError.ts'
import { isRecord } from '../common/index.ts'

/**
 * A reward that a search can use, or why it cannot: it was put together wrongly, or has no lower bound,
 * so that nothing is left to pay an episode without a trained child. The message has a formula that is
 * nearest to it and has one.
 *
 * @example
 * import { flops } from 'rxnas'
 * import { checkReward, scale } from 'rxnas/reward'
 *
 * const checked = checkReward(scale(-1)(flops))
 * console.log(checked._tag === 'Left' && checked.left.metric) // flops
 */
export const checkReward = (reward: Reward): E.Either<RewardError, Reward> =>
  pipe(
    requireBounded(reward),
    E.mapLeft((error) =>
      isRecord(reward) ? withMended(error, mendedFormula(describeReward(reward))) : error,
    ),
  )

/** The reward of an outcome in a context, or why there is none. */
export const evaluate =
  (reward: Reward, context: RewardContext) =>
  (outcome: Outcome<unknown>): E.Either<RewardError, FiniteNumber> =>
    pipe(
      checkReward(reward),
      E.chain(({ penalty }) =>
        outcome._tag === 'Trained' ? askReward(reward, outcome.metrics, context) : E.right(penalty),
      ),
      E.filterOrElse(
        (amount): amount is FiniteNumber => FiniteNumber.is(amount),
        (amount) =>
          rewardError(
            reward.name,
            `The reward ${reward.name} gave ${amount} for episode ${context.episode + 1}, which is not a finite number.`,
            reward.requiredMetrics?.[0],
          ),
      ),
    )

/** One step of a search's rewards: what the outcome is paid, and the context after it. */
export const judge =
  (reward: Reward) =>
  (context: RewardContext) =>
  (
    outcome: Outcome<unknown>,
  ): E.Either<RewardError, readonly [amount: FiniteNumber, context: RewardContext]> =>
    pipe(
      evaluate(reward, context)(outcome),
      E.map((amount) => [amount, advance(outcome, amount, reward)(context)]),
    )

/**
 * The rewards of outcomes in their order: the fold of {@link judge}. So a journal can be judged anew
 * by another reward.
 *
 * @example
 * import { accuracy } from 'rxnas'
 * import { judgeAll } from 'rxnas/reward'
 *
 * const nothingYet = judgeAll(accuracy)([])
 * console.log(nothingYet._tag === 'Right' && nothingYet.right) // []
 */
export const judgeAll =
  (reward: Reward) =>
  (
    outcomes: ReadonlyArray<Outcome<unknown>>,
  ): E.Either<RewardError, ReadonlyArray<FiniteNumber>> => {
    const amounts: Array<FiniteNumber> = []
    let context = startContext
    for (const outcome of outcomes) {
      const judged = judge(reward)(context)(outcome)
      if (E.isLeft(judged)) return judged
      amounts.push(judged.right[0])
      context = judged.right[1]
    }
    return E.right(amounts)
  }
