import * as E from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import { shown } from '../../common/index.ts'
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
  // A metric may have the name of what every object has.
  const value = Object.hasOwn(metrics, name) ? metrics[name] : undefined
  return pipe(
    value,
    E.fromNullable(
      rewardError(
        reward,
        `The reward ${reward} needs the metric ${name}, but the trainer measured only ${
          Object.keys(metrics).join(', ') || 'nothing'
        }. Choose another reward, or let the trainer measure ${name}.`,
        name,
      ),
    ),
  )
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
    pipe(
      requireMetric(name, metric, metrics),
      E.filterOrElse(
        (value) => value >= least && value <= highest,
        (value) =>
          rewardError(
            name,
            `The metric ${metric} is ${value}, but it ${
              highest === Infinity
                ? `is never below ${least}`
                : `lies between ${least} and ${highest}`
            }. Correct what the trainer measures, or call it by another name and use metric(...).`,
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
export const metric = (name: string): Reward => ({
  ...metricReward({ name: 'metric', options: { name } }, name, unbounded),
  // Types may have been passed over.
  ...(typeof (name as unknown) === 'string' && name !== ''
    ? {}
    : {
        invalid: rewardError('metric', `metric() takes the name of a metric, not ${shown(name)}.`),
      }),
})
