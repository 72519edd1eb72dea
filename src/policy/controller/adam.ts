/** What Adam remembers between updates, one number each a weight. */
export interface AdamSlots {
  readonly mean: Float32Array
  readonly variance: Float32Array
  /** Updates so far. */
  readonly updates: number
}

const square = (x: number): number => x * x

/** The slots before the first update. */
export const adamSlots = (count: number): AdamSlots => ({
  mean: new Float32Array(count),
  variance: new Float32Array(count),
  updates: 0,
})

/**
 * One step of Adam on a flat array of weights: the weights and slots after it, in new arrays.
 *
 * Source: Kingma and Ba, "Adam: A Method for Stochastic Optimization" (2015), in the form of the end
 * of its section 2 (epsilon outside the bias correction), as in TensorFlow 1.
 */
export const adamStep = (
  weights: Float32Array,
  gradients: Float32Array,
  { mean, variance, updates }: AdamSlots,
  learningRate: number,
): readonly [Float32Array, AdamSlots] => {
  const [beta1, beta2, epsilon] = [0.9, 0.999, 1e-8]
  const t = updates + 1
  const rate = (learningRate * Math.sqrt(1 - beta2 ** t)) / (1 - beta1 ** t)
  const count = weights.length
  const [next, nextMean, nextVariance] = [
    new Float32Array(count),
    new Float32Array(count),
    new Float32Array(count),
  ]
  // One loop: three maps took as long as all the rest of an update.
  for (let i = 0; i < count; i++) {
    const g = gradients[i] ?? 0
    const m = Math.fround(beta1 * (mean[i] ?? 0) + (1 - beta1) * g)
    const v = Math.fround(beta2 * (variance[i] ?? 0) + (1 - beta2) * square(g))
    nextMean[i] = m
    nextVariance[i] = v
    next[i] = (weights[i] ?? 0) - (rate * m) / (Math.sqrt(v) + epsilon)
  }
  return [next, { mean: nextMean, variance: nextVariance, updates: t }]
}

/** Scales gradients down so that their norm over all of them is at most `limit`. */
export const clipByGlobalNorm = (gradients: Float32Array, limit: number): Float32Array => {
  let squares = 0
  for (let i = 0; i < gradients.length; i++) squares += square(gradients[i] ?? 0)
  const norm = Math.sqrt(squares)
  return norm > limit ? gradients.map((g) => (g * limit) / norm) : gradients
}
