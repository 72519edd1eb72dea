import type * as tf from '@tensorflow/tfjs'

/** Trains a model, a batch after the other. Holds tensors until it is disposed. */
export interface Update {
  /** Updates the model's variables by a batch: the loss before, a scalar. */
  readonly apply: (batch: tf.Tensor, labels: tf.Tensor1D) => tf.Scalar
  /** Sees to it that the model has the values that its variables have come to. */
  readonly settle: () => void
  readonly dispose: () => void
}
