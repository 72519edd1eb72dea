import * as E from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import { optionsOf, shown } from '../../common/index.ts'
import { givenNumber } from '../internal/givenNumber.ts'
import { type Reward } from '../Reward.ts'
import { rewardError } from '../RewardError.ts'
import { requireMetric } from './metric.ts'

/**
 * The validation loss, negated so that more is better. A loss over `ceiling` (default 10)
 * counts as the ceiling, which is also what an episode without a trained child gets.
 *
 * @example
 * import { negativeLoss } from 'rxnas'
 *
 * console.log(negativeLoss({ ceiling: 4 }).penalty) // -4
 */
export const negativeLoss = (options: { readonly ceiling?: number } = {}): Reward => {
  const { ceiling: given = 10 } = optionsOf('negativeLoss()', options)
  const ceiling = givenNumber(given)
  return {
    name: 'negativeLoss',
    options: { ceiling },
    penalty: -ceiling,
    requiredMetrics: ['loss'],
    ...(Number.isFinite(ceiling)
      ? {}
      : {
          invalid: rewardError(
            'negativeLoss',
            `The reward negativeLoss of loss needs a finite ceiling, not ${shown(given)}.`,
            'loss',
          ),
        }),
    ofMetrics: (metrics) =>
      pipe(
        requireMetric('negativeLoss', 'loss', metrics),
        E.map((loss) => 0 - Math.min(loss, ceiling)),
      ),
  }
}
