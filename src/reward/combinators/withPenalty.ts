import { shown } from '../../common/index.ts'
import { describeReward } from '../description/describeReward.ts'
import { givenNumber } from '../internal/givenNumber.ts'
import { composed } from '../internal/composed.ts'
import { type Reward } from '../Reward.ts'

/**
 * A reward with another penalty for episodes without a trained child. A trained child never gets
 * less than that, so that none is worse than one that could not be trained.
 *
 * @example
 * import { accuracy, withPenalty } from 'rxnas'
 *
 * console.log(withPenalty(-1)(accuracy).penalty) // -1
 */
export const withPenalty =
  (amount: number) =>
  (reward: Reward): Reward => {
    const least = givenNumber(amount)
    return composed({
      name: 'withPenalty',
      options: { of: describeReward(reward), amount: least },
      parts: [reward],
      range: [least, Math.max(least, reward.max ?? Infinity)],
      invalid: Number.isFinite(least) ? undefined : `needs a finite penalty, not ${shown(amount)}.`,
      pay: ([value]) => Math.max(value, least),
    })
  }
