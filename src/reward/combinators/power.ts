import { describeReward } from '../description/describeReward.ts'
import { composed, rangeOf } from '../internal/composed.ts'
import { powerRange } from '../internal/range.ts'
import { normalizeNegativeZero } from '../internal/normalizeNegativeZero.ts'
import { type Reward } from '../Reward.ts'

/** A reward to the power of an exponent. What is not a finite number, as 0 to the power -1, is an error. */
export const power =
  (exponent: number) =>
  (reward: Reward): Reward =>
    composed({
      name: 'power',
      options: { of: describeReward(reward), exponent: normalizeNegativeZero(exponent) },
      parts: [reward],
      range: powerRange(rangeOf(reward), exponent),
      invalid: Number.isFinite(exponent) ? undefined : `needs a finite exponent, not ${exponent}.`,
      pay: ([value]) => value ** exponent,
    })
