import * as E from 'fp-ts/lib/Either.js'
import { type FiniteNumber, type Metrics } from '../episode/index.ts'
import { type Reward, type RewardError, rewardError } from './Reward.ts'

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
        ),
      )
    : E.right(value)
}

/**
 * The validation accuracy, in [0, 1]; 0 where no child was trained.
 *
 * @example
 * import { accuracy, startContext } from 'rxnas'
 *
 * console.log(accuracy.penalty) // 0
 */
export const accuracy: Reward = {
  name: 'accuracy',
  options: {},
  penalty: 0,
  ofMetrics: (metrics) => requireMetric('accuracy', 'accuracy', metrics),
}
