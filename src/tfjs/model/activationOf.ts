import type * as tf from '@tensorflow/tfjs'

/** The activation that a layer ends in, by its name; `linear` where it has none. */
export const activationOf = (layer: tf.layers.Layer): string => {
  if (layer.getClassName() === 'Softmax') return 'softmax'
  const activation = layer.getConfig()['activation']
  if (typeof activation === 'string') return activation
  // An activation of a user's own is stored as an object that names its class.
  const name: unknown = Reflect.get(Object(activation), 'className')
  return typeof name === 'string' ? name : 'linear'
}
