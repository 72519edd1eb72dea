import * as tf from '@tensorflow/tfjs'

/** Whether a layer is a model itself: models may be put into models. */
export const isModel = (layer: tf.layers.Layer): layer is tf.LayersModel =>
  layer instanceof tf.LayersModel
