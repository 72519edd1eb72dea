/** How the learning rate goes on in a training: always the same, or down to almost nothing along half a cosine. */
export type Schedule = 'constant' | 'cosine'

/** A learning rate, or the one of the `n`-th update, from 1. */
export type LearningRate = number | ((n: number) => number)

/** The learning rate of the `n`-th update, from 1. */
export const rateAt = (rate: LearningRate, n: number): number =>
  typeof rate === 'number' ? rate : rate(n)

/**
 * The learning rate over so many updates. Along a cosine the first update has the rate that is given,
 * and the rate would be 0 after the last.
 *
 * Source of the cosine: Loshchilov and Hutter, "SGDR: Stochastic Gradient Descent with Warm Restarts"
 * (2017), one period of it.
 */
export const scheduled = (schedule: Schedule, rate: number, updates: number): LearningRate =>
  schedule === 'constant'
    ? rate
    : (n) => (rate * (1 + Math.cos((Math.PI * (Math.min(n, updates) - 1)) / updates))) / 2
