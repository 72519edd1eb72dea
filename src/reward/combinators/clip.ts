import { describeReward } from '../description/describeReward.ts'
import { composed, rangeOf } from '../internal/composed.ts'
import { mappedRange } from '../internal/range.ts'
import { normalizeNegativeZero } from '../internal/normalizeNegativeZero.ts'
import { type Reward } from '../Reward.ts'

/** Both ends of {@link clip}. */
export interface ClipOptions {
  readonly min: number
  readonly max: number
}

/** A reward that pays `min` where it would pay less, and `max` where it would pay more. */
export const clip =
  ({ min, max }: ClipOptions) =>
  (reward: Reward): Reward => {
    const clipped = (value: number): number => Math.min(Math.max(value, min), max)
    return composed({
      name: 'clip',
      options: {
        of: describeReward(reward),
        min: normalizeNegativeZero(min),
        max: normalizeNegativeZero(max),
      },
      parts: [reward],
      range: mappedRange(clipped, rangeOf(reward)),
      invalid:
        Number.isFinite(min) && Number.isFinite(max) && min < max
          ? undefined
          : `needs finite bounds min < max, not ${min} and ${max}.`,
      pay: ([value]) => clipped(value),
    })
  }
