import { describeReward } from '../description/describeReward.ts'
import { composed } from '../internal/composed.ts'
import { normalizeNegativeZero } from '../internal/normalizeNegativeZero.ts'
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
  (reward: Reward): Reward =>
    composed({
      name: 'withPenalty',
      options: { of: describeReward(reward), amount: normalizeNegativeZero(amount) },
      parts: [reward],
      range: [amount, Math.max(amount, reward.max ?? Infinity)],
      invalid: Number.isFinite(amount) ? undefined : `needs a finite penalty, not ${amount}.`,
      pay: ([value]) => Math.max(value, amount),
    })
