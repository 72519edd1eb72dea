/** Decay of the mean square, and what keeps the division finite: TensorFlow 1's defaults. */
const decay = 0.9
const epsilon = 1e-10

/**
 * One step of RMSProp as TensorFlow 1 has it, where the mean squares begin at ones: the weights and
 * the mean squares after it.
 */
export const rmsPropStep = (
  weights: Float32Array,
  gradients: Float32Array,
  meanSquares: Float32Array,
  learningRate: number,
): readonly [Float32Array, Float32Array] => {
  const next = meanSquares.map((s, i) => decay * s + (1 - decay) * (gradients[i] ?? 0) ** 2)
  return [
    weights.map(
      (w, i) => w - (learningRate * (gradients[i] ?? 0)) / Math.sqrt((next[i] ?? 0) + epsilon),
    ),
    next,
  ]
}
