import type * as tf from '@tensorflow/tfjs'

/** A layer put on symbolic tensors. */
export const connect = (
  inputs: tf.SymbolicTensor | Array<tf.SymbolicTensor>,
  layer: tf.layers.Layer,
): tf.SymbolicTensor =>
  // A layer of one output, put on symbolic tensors, gives one.
  layer.apply(inputs) as tf.SymbolicTensor
