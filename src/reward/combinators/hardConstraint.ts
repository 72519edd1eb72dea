import { optionsOf, shown } from '../../common/index.ts'
import { describeReward } from '../description/describeReward.ts'
import { givenNumber } from '../internal/givenNumber.ts'
import { composed, rangeOf } from '../internal/composed.ts'
import { type Reward } from '../Reward.ts'

/** What {@link hardConstraint} limits. */
export interface HardConstraintOptions {
  readonly cost: Reward
  /** In the unit of the cost; a child that costs just as much is within it. */
  readonly limit: number
}

/**
 * A reward for children within a limit: one that costs more gets the penalty, as if it had not been
 * trained.
 *
 * @example
 * import { accuracy, hardConstraint, parameters } from 'rxnas'
 * import { printReward } from 'rxnas/reward'
 *
 * const small = hardConstraint({ cost: parameters, limit: 1e6 })(accuracy)
 * console.log(printReward(small)) // hardConstraint(accuracy, parameters, 1000000)
 */
export const hardConstraint =
  (options: HardConstraintOptions) =>
  (reward: Reward): Reward => {
    const { cost, limit: given } = optionsOf('hardConstraint()', options)
    const limit = givenNumber(given)
    return composed({
      name: 'hardConstraint',
      options: { of: describeReward(reward), cost: describeReward(cost), limit },
      parts: [reward, cost],
      blames: cost,
      range: rangeOf(reward),
      invalid: Number.isFinite(limit) ? undefined : `needs a finite limit, not ${shown(given)}.`,
      pay: ([value, spent]) => (spent <= limit ? value : reward.penalty),
    })
  }
