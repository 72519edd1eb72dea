import * as tf from '@tensorflow/tfjs'

/**
 * Batch normalisation whose moving averages follow within tens of steps: a child is trained for few.
 *
 * Source: Ioffe and Szegedy, "Batch Normalization" (2015).
 */
export const normalise = (name: string): tf.layers.Layer =>
  tf.layers.batchNormalization({ name, momentum: 0.9 })
