import * as E from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import { type Reward } from '../Reward.ts'
import { metricReward } from './metric.ts'

const { ofMetrics } = metricReward({ name: 'r2' }, 'r2', [-Infinity, 1])

/**
 * The coefficient of determination of a regression, at most 1. It has no lower bound, so it is
 * floored at -1, which is also what an episode without a trained child gets.
 *
 * @example
 * import { r2 } from 'rxnas'
 *
 * console.log(r2.penalty) // -1
 */
export const r2: Reward = {
  name: 'r2',
  options: {},
  penalty: -1,
  max: 1,
  requiredMetrics: ['r2'],
  ofMetrics: (metrics, context) =>
    pipe(
      ofMetrics(metrics, context),
      E.map((value) => Math.max(value, -1)),
    ),
}
