/** What Adam remembers between updates, one number each a weight. */
export interface AdamSlots {
  readonly mean: Float32Array
  readonly variance: Float32Array
  /** Updates so far. */
  readonly updates: number
}

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
  const nextMean = mean.map((m, i) => beta1 * m + (1 - beta1) * (gradients[i] ?? 0))
  const nextVariance = variance.map((v, i) => beta2 * v + (1 - beta2) * (gradients[i] ?? 0) ** 2)
  const next = weights.map(
    (w, i) => w - (rate * (nextMean[i] ?? 0)) / (Math.sqrt(nextVariance[i] ?? 0) + epsilon),
  )
  return [next, { mean: nextMean, variance: nextVariance, updates: t }]
}

/** Scales gradients down so that their norm over all of them is at most `limit`. */
export const clipByGlobalNorm = (gradients: Float32Array, limit: number): Float32Array => {
  const norm = Math.sqrt(gradients.reduce((sum, g) => sum + g * g, 0))
  return norm > limit ? gradients.map((g) => (g * limit) / norm) : gradients
}
