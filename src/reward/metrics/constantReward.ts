import * as E from 'fp-ts/lib/Either.js'
import { unsigned } from '../internal/unsigned.ts'
import { type Reward } from '../Reward.ts'
import { rewardError } from '../RewardError.ts'

/**
 * The same for every child: a part of other rewards. As text it is the number itself.
 *
 * @example
 * import { accuracy, constantReward, printReward, weightedSum } from 'rxnas'
 *
 * console.log(printReward(weightedSum([1, accuracy], [-1, constantReward(0.1)]))) // accuracy - 0.1
 */
export const constantReward = (amount: number): Reward => {
  const value = unsigned(amount)
  return {
    name: 'constant',
    options: { value },
    penalty: value,
    most: value,
    reads: [],
    ...(Number.isFinite(value)
      ? {}
      : { wrong: rewardError('constant', `A reward cannot be ${value}: it is a finite number.`) }),
    ofMetrics: () => E.right(value),
  }
}
