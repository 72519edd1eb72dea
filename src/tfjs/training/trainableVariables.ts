import * as tf from '@tensorflow/tfjs'

const isVariable = (u: unknown): u is tf.Variable => u instanceof tf.Variable

/**
 * A model's trainable weights as the variables that `tf.variableGrads` differentiates by: what
 * tfjs's `LayerVariable.read()` gives, though its type says only that it is a tensor.
 */
export const trainableVariables = (model: tf.LayersModel): Array<tf.Variable> =>
  model.trainableWeights.map((weight) => {
    const variable: unknown = weight.read()
    if (!isVariable(variable)) throw new Error(`${weight.name} is no variable`)
    return variable
  })
