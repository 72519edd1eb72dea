import * as tf from '@tensorflow/tfjs'

const dispose = (variables: ReadonlyArray<tf.Variable>): void => {
  for (const variable of variables) if (!variable.isDisposed) variable.dispose()
}

/** A model, and what frees every variable that was made while it was built. */
export interface WithItsVariables {
  readonly model: tf.LayersModel
  readonly dispose: () => void
}

/**
 * Runs a builder. A user's may throw half-way, or make layers that are no part of its model; those
 * layers' weights no model frees.
 */
export const withItsVariables = (build: () => tf.LayersModel): WithItsVariables => {
  const before = new Set(Object.values(tf.engine().registeredVariables))
  const made = (): ReadonlyArray<tf.Variable> =>
    Object.values(tf.engine().registeredVariables).filter((variable) => !before.has(variable))
  try {
    const model = build()
    const variables = made()
    return {
      model,
      dispose: () => {
        model.dispose()
        dispose(variables)
      },
    }
  } catch (thrown) {
    dispose(made())
    throw thrown
  }
}
