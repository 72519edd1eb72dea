import * as E from 'fp-ts/lib/Either.js'
import { shown } from '../../common/index.ts'
import { givenNumber } from '../internal/givenNumber.ts'
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
  const value = givenNumber(amount)
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
            `A constant reward must be a finite number, not ${shown(amount)}.`,
          ),
        }),
    ofMetrics: () => E.right(value),
  }
}
