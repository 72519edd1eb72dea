import type * as tf from '@tensorflow/tfjs'

/** Updates the variables of a model. Holds tensors until it is disposed. */
export interface Optimizer {
  /** Updates the variables by the gradients of the same names. */
  readonly apply: (gradients: tf.NamedTensorMap) => void
  readonly dispose: () => void
}
