import { optionsOf, shown } from '../../common/index.ts'
import { describeReward } from '../description/describeReward.ts'
import { givenNumber } from '../internal/givenNumber.ts'
import { composed } from '../internal/composed.ts'
import { type Json } from '../../space/index.ts'
import { type Reward } from '../Reward.ts'

/** Mean and variance of the amounts so far. */
type Moments = { readonly mean: number; readonly variance: number }

const isMoments = (memory: Json): memory is Moments =>
  typeof memory === 'object' &&
  memory !== null &&
  typeof Reflect.get(memory, 'mean') === 'number' &&
  typeof Reflect.get(memory, 'variance') === 'number'

/**
 * A reward in standard deviations above its moving average. The child itself counts in both, which
 * keeps what it is paid between -r and r with r = sqrt(decay / (1 - decay)), and pays the first 0.
 *
 * Source: the moving averages of Finch, "Incremental calculation of weighted mean and variance"
 * (2009), section 9.
 *
 * @param decay - the part of the old average that a child leaves, between 0 and 1; default 0.9
 * @example
 * import { negativeLoss } from 'rxnas'
 * import { normalise } from 'rxnas/reward'
 *
 * console.log(normalise({ decay: 0.8 })(negativeLoss()).max) // 2
 */
export const normalise =
  (options: { readonly decay?: number } = {}) =>
  (reward: Reward): Reward => {
    const { decay: given = 0.9 } = optionsOf('normalise()', options)
    const decay = givenNumber(given)
    const after = (value: number, { mean, variance }: Moments): Moments => ({
      mean: mean + (1 - decay) * (value - mean),
      variance: decay * (variance + (1 - decay) * (value - mean) ** 2),
    })
    // Twelve digits, because decay / (1 - decay) is rounded at each step.
    const reach = Number(Math.sqrt(decay / (1 - decay)).toPrecision(12))
    return composed({
      name: 'normalise',
      options: { of: describeReward(reward), decay },
      parts: [reward],
      range: [-reach, reach],
      invalid:
        Number.isFinite(decay) && decay > 0 && decay < 1
          ? undefined
          : `needs a decay between 0 and 1, not ${shown(given)}.`,
      pay: ([value], before) => {
        if (before === undefined) return 0
        const { mean, variance } = after(value, before)
        return variance === 0
          ? 0
          : Math.min(Math.max((value - mean) / Math.sqrt(variance), -reach), reach)
      },
      keeps: {
        is: isMoments,
        next: ([value], before = { mean: value, variance: 0 }) => after(value, before),
      },
    })
  }
