import { type Reward } from '../Reward.ts'
import { metricReward } from './metric.ts'

const cost = (name: string): Reward => metricReward({ name }, name, [0, Infinity])

/**
 * Trainable numbers of the child: a cost, to be weighed against something that is worth it.
 *
 * @example
 * import { accuracy, parameters, weightedSum, withPenalty } from 'rxnas'
 * import { printReward } from 'rxnas/reward'
 *
 * const small = withPenalty(-1)(weightedSum([1, accuracy], [-1e-6, parameters]))
 * console.log(printReward(small)) // withPenalty(accuracy - 0.000001 * parameters, -1)
 */
export const parameters: Reward = cost('parameters')

/** Floating-point operations of one example's forward pass: a cost. */
export const flops: Reward = cost('flops')

/** Wall-clock seconds of the training: a cost, and one that differs from run to run. */
export const seconds: Reward = cost('seconds')

/** Milliseconds of the trained child's forward pass: a cost, and one that differs from run to run. */
export const latency: Reward = cost('latency')
