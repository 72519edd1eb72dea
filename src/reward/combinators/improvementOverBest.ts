import { describeReward } from '../description/describeReward.ts'
import { composed } from '../internal/composed.ts'
import { type Json } from '../../space/index.ts'
import { type Reward } from '../Reward.ts'

const isNumber = (memory: Json): memory is number => typeof memory === 'number'

/**
 * By how much a child exceeds the best before it, by a reward; below 0 where it does not. The first
 * child is measured against the reward's penalty.
 *
 * @example
 * import { accuracy } from 'rxnas'
 * import { improvementOverBest } from 'rxnas/reward'
 *
 * console.log(improvementOverBest(accuracy).penalty) // -1
 */
export const improvementOverBest = (reward: Reward): Reward => {
  const description = describeReward(reward)
  const { penalty, max = Infinity } = reward
  return composed({
    name: 'improvementOverBest',
    options: { of: description },
    parts: [reward],
    range: [penalty - max, max - penalty],
    invalid: Number.isFinite(penalty)
      ? undefined
      : 'has no lower bound to measure the first child against: give it one by withPenalty or clip.',
    pay: ([value], best = penalty) => value - best,
    keeps: {
      is: isNumber,
      next: ([value], best = penalty) => Math.max(value, best),
    },
  })
}
