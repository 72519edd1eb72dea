/**
 * The limit of the uniform distribution that keeps variances level between layers.
 *
 * Source: Glorot and Bengio, "Understanding the difficulty of training deep feedforward neural
 * networks" (2010), the initialiser that TensorFlow calls Xavier or Glorot uniform.
 */
export const glorotLimit = (fanIn: number, fanOut: number): number =>
  Math.sqrt(6 / (fanIn + fanOut))
