import * as tf from '@tensorflow/tfjs'

/** A layer put on symbolic tensors. */
export const connect = (
  inputs: tf.SymbolicTensor | Array<tf.SymbolicTensor>,
  layer: tf.layers.Layer,
): tf.SymbolicTensor =>
  // A layer of one output, put on symbolic tensors, gives one.
  layer.apply(Array.isArray(inputs) ? distinct(inputs, layer.name) : inputs) as tf.SymbolicTensor

/**
 * The same values, each by a tensor of its own. tfjs counts a layer that takes a tensor twice as one
 * reader of it, so `predict` frees the tensor before other layers have read it.
 */
const distinct = (
  inputs: ReadonlyArray<tf.SymbolicTensor>,
  name: string,
): Array<tf.SymbolicTensor> =>
  inputs.map((input, i) =>
    inputs.indexOf(input) === i
      ? input
      : connect(input, tf.layers.activation({ name: `${name}_again_${i}`, activation: 'linear' })),
  )
