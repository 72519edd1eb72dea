import * as tf from '@tensorflow/tfjs'
import { deriveSeed, glorotLimit, randomState, uniformArray } from '../../random/index.ts'

/** Glorot-uniform weights of a shape whose last two dimensions are inputs and outputs. */
const glorot = (shape: ReadonlyArray<number>, seed: number): tf.Tensor => {
  const [inputs = 1, outputs = 1] = shape.slice(-2)
  const window = shape.slice(0, -2).reduce((a, b) => a * b, 1)
  const limit = glorotLimit(window * inputs, window * outputs)
  const [values] = uniformArray(tf.util.sizeFromShape([...shape]), -limit, limit)(randomState(seed))
  return tf.tensor(values, [...shape])
}

/** What layers are made with whose weights {@link initialise} gives. */
export const zeros: {
  readonly kernelInitializer: 'zeros'
  readonly biasInitializer: 'zeros'
} = { kernelInitializer: 'zeros', biasInitializer: 'zeros' }

/**
 * Gives every kernel of a model Glorot-uniform weights, the same for the same seed on every backend;
 * vectors (biases, batch normalisation) stay as their layers made them. Gives the model back.
 */
export const initialise = <M extends tf.LayersModel>(model: M, seed: number): M => {
  tf.tidy(() => {
    model.setWeights(
      model
        .getWeights()
        .map((weight, i) => (weight.rank < 2 ? weight : glorot(weight.shape, deriveSeed(seed, i)))),
    )
  })
  return model
}
