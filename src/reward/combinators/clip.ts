import { optionsOf, shown } from '../../common/index.ts'
import { describeReward } from '../description/describeReward.ts'
import { givenNumber } from '../internal/givenNumber.ts'
import { composed, rangeOf } from '../internal/composed.ts'
import { mappedRange } from '../internal/range.ts'
import { type Reward } from '../Reward.ts'

/** Both ends of {@link clip}. */
export interface ClipOptions {
  readonly min: number
  readonly max: number
}

/** A reward that pays `min` where it would pay less, and `max` where it would pay more. */
export const clip =
  (given: ClipOptions) =>
  (reward: Reward): Reward => {
    const options = optionsOf('clip()', given)
    const [min, max] = [givenNumber(options.min), givenNumber(options.max)]
    const clipped = (value: number): number => Math.min(Math.max(value, min), max)
    return composed({
      name: 'clip',
      options: {
        of: describeReward(reward),
        min,
        max,
      },
      parts: [reward],
      range: mappedRange(clipped, rangeOf(reward)),
      invalid:
        Number.isFinite(min) && Number.isFinite(max) && min < max
          ? undefined
          : `needs finite bounds min < max, not ${shown(options.min)} and ${shown(options.max)}.`,
      pay: ([value]) => clipped(value),
    })
  }
