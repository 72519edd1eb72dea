import * as E from 'fp-ts/lib/Either.js'
import { normalizeNegativeZero } from '../internal/normalizeNegativeZero.ts'
import { type Reward } from '../Reward.ts'
import { rewardError } from '../RewardError.ts'

/**
 * The same for every child: a part of other rewards. As text it is the number itself.
 *
 * @example
 * import { accuracy, weightedSum } from 'rxnas'
 * import { constantReward, printReward } from 'rxnas/reward'
 *
 * console.log(printReward(weightedSum([1, accuracy], [-1, constantReward(0.1)]))) // accuracy - 0.1
 */
export const constantReward = (amount: number): Reward => {
  const value = normalizeNegativeZero(amount)
  return {
    name: 'constant',
    options: { value },
    penalty: value,
    max: value,
    requiredMetrics: [],
    ...(Number.isFinite(value)
      ? {}
      : {
          invalid: rewardError(
            'constant',
            `A constant reward must be a finite number, not ${value}.`,
          ),
        }),
    ofMetrics: () => E.right(value),
  }
}
