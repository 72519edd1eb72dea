import { shown } from '../../common/index.ts'
import { describeReward } from '../description/describeReward.ts'
import { givenNumber } from '../internal/givenNumber.ts'
import { composed, rangeOf } from '../internal/composed.ts'
import { powerRange } from '../internal/range.ts'
import { type Reward } from '../Reward.ts'

/** A reward to the power of an exponent. What is not a finite number, as 0 to the power -1, is an error. */
export const power =
  (exponent: number) =>
  (reward: Reward): Reward => {
    const by = givenNumber(exponent)
    return composed({
      name: 'power',
      options: { of: describeReward(reward), exponent: by },
      parts: [reward],
      range: powerRange(rangeOf(reward), by),
      invalid: Number.isFinite(by) ? undefined : `needs a finite exponent, not ${shown(exponent)}.`,
      pay: ([value]) => value ** by,
    })
  }
