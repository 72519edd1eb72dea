import * as tf from '@tensorflow/tfjs'

const isVariable = (u: unknown): u is tf.Variable => u instanceof tf.Variable

const variablesOf = (weights: tf.LayersModel['weights']): Array<tf.Variable> =>
  weights.map((weight) => {
    const variable: unknown = weight.read()
    if (!isVariable(variable)) throw new Error(`${weight.name} is no variable`)
    return variable
  })

/**
 * A model's trainable weights as the variables that `tf.variableGrads` differentiates by: what
 * tfjs's `LayerVariable.read()` gives, though its type says only that it is a tensor.
 */
export const trainableVariables = (model: tf.LayersModel): Array<tf.Variable> =>
  variablesOf(model.trainableWeights)

/** All of a model's weights, moving averages too, as {@link trainableVariables} gives the trainable ones. */
export const allVariables = (model: tf.LayersModel): ReadonlyArray<tf.Variable> => [
  ...new Set(variablesOf(model.weights)),
]
