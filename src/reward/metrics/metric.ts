import * as E from 'fp-ts/lib/Either.js'
import { type FiniteNumber, type Metrics } from '../../episode/index.ts'
import { type Json } from '../../space/index.ts'
import { type Range, unbounded } from '../internal/range.ts'
import { type Reward } from '../Reward.ts'
import { type RewardError, rewardError } from '../RewardError.ts'

/** A metric that a reward cannot do without. */
export const requireMetric = (
  reward: string,
  name: string,
  metrics: Metrics,
): E.Either<RewardError, FiniteNumber> => {
  const value = metrics[name]
  return value === undefined
    ? E.left(
        rewardError(
          reward,
          `The reward ${reward} needs the metric ${name}, but the trainer measured only ${
            Object.keys(metrics).join(', ') || 'nothing'
          }. Choose another reward, or let the trainer measure ${name}.`,
          name,
        ),
      )
    : E.right(value)
}

/** A metric as a reward, where it lies in the range that its meaning allows. */
export const metricReward = (
  { name, options = {} }: { readonly name: string; readonly options?: Json },
  metric: string,
  [least, highest]: Range,
): Reward => ({
  name,
  options,
  penalty: least,
  max: highest,
  requiredMetrics: [metric],
  ...(least === -Infinity ? { unboundedMetric: metric } : {}),
  ofMetrics: (metrics) =>
    E.Chain.chain(requireMetric(name, metric, metrics), (value) =>
      value >= least && value <= highest
        ? E.right(value)
        : E.left(
            rewardError(
              name,
              `The metric ${metric} is ${value}, but it ${
                highest === Infinity
                  ? `is never below ${least}`
                  : `lies between ${least} and ${highest}`
              }. Mend what the trainer measures, or call it by another name and use metric(...).`,
              metric,
            ),
          ),
    ),
})

/**
 * A metric of your own trainer, by its name: any number, so that a reward made of it has to be
 * bounded.
 *
 * @example
 * import { clip, metric } from 'rxnas'
 *
 * const reward = clip({ min: 0, max: 1 })(metric('f1'))
 * console.log(reward.penalty) // 0
 */
export const metric = (name: string): Reward =>
  metricReward({ name: 'metric', options: { name } }, name, unbounded)
