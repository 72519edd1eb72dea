import * as E from 'fp-ts/lib/Either.js'
import { requireMetric } from './accuracy.ts'
import { type Reward } from './Reward.ts'

/**
 * The part of the labels' variance that a child explains on the validation split, for regression: at
 * most 1, and not below -1, which is what an episode without a trained child gets.
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
  ofMetrics: (metrics) =>
    E.Functor.map(requireMetric('r2', 'r2', metrics), (value) => Math.max(-1, value)),
}
