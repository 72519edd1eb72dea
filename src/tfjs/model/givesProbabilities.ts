import type * as tf from '@tensorflow/tfjs'
import { activationOf } from './activationOf.ts'
import { isModel } from './isModel.ts'

/** Whether a network ends in a softmax, and so puts out probabilities instead of logits. */
export const givesProbabilities = (model: tf.LayersModel): boolean => {
  // The output's own layer: of a network that branches, the last one listed need not be it.
  const last = model.outputs[0]?.sourceLayer
  if (last === undefined) return false
  return isModel(last) ? givesProbabilities(last) : activationOf(last) === 'softmax'
}
