import * as tf from '@tensorflow/tfjs'
import { givesProbabilities } from './givesProbabilities.ts'

/**
 * The same network with a softmax on top, so that `predict` gives probabilities; itself where it has
 * one already. Shares its weights.
 */
export const withProbabilities = (model: tf.LayersModel): tf.LayersModel =>
  givesProbabilities(model)
    ? model
    : tf.model({
        inputs: model.inputs,
        outputs: tf.layers
          .softmax({ name: 'probabilities' })
          // A child has one output, a symbolic tensor.
          .apply(model.outputs) as tf.SymbolicTensor,
        name: model.name,
      })
