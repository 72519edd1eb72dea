import * as E from 'fp-ts/lib/Either.js'
import { type Preparation } from '../data/index.ts'
import { type Answer, askNetwork } from './askNetwork.ts'
import { type ExportedNetwork } from './ExportedNetwork.ts'
import { openNetwork } from './openNetwork.ts'
import { type Prediction, predictionOf } from './Prediction.ts'

/** Why nothing is predicted: what is wrong with the input, and where. */
export class PredictionError extends Error {
  override readonly name = 'PredictionError'
}

/** Predictions, and what is to be noted about the inputs: an unknown category, a missing value. */
export interface Predictions {
  readonly predictions: ReadonlyArray<Prediction>
  readonly notes: ReadonlyArray<string>
}

/** A prediction, and what is to be noted about its input. */
export type PredictionWithNotes = Prediction & { readonly notes: ReadonlyArray<string> }

/** A network that is ready to be asked. */
export interface Predictor {
  /**
   * What the network says of one input: a row (an object of column and value), an image or an array
   * of numbers, prepared as the training data was.
   *
   * @throws PredictionError (as a rejection) where the input is not what the network reads
   */
  readonly predict: (input: unknown) => Promise<PredictionWithNotes>
  /** What the network says of several inputs at once. */
  readonly predictAll: (inputs: ReadonlyArray<unknown>) => Promise<Predictions>
  /** The outputs themselves: probabilities of classes, or one number that is scaled. */
  readonly outputs: (
    inputs: ReadonlyArray<unknown>,
  ) => Promise<ReadonlyArray<ReadonlyArray<number>>>
  /** How inputs are prepared: the columns and their values, or the size of images. */
  readonly preparation: Preparation
  /** Frees the memory of the network. */
  readonly dispose: () => void
}

/** Opens an exported network: in a page, a worker, Node, Deno or Bun. */
export const openPredictor = async (network: ExportedNetwork): Promise<Predictor> => {
  const { preparation } = network
  const model = await openNetwork(network)
  const ask = async (inputs: unknown): Promise<Answer> => {
    if (!Array.isArray(inputs)) throw new PredictionError('predictAll takes a list of inputs.')
    const answer = await askNetwork(model, preparation, inputs)()
    if (E.isRight(answer)) return answer.right
    throw new PredictionError(answer.left)
  }
  const predictAll = async (inputs: ReadonlyArray<unknown>): Promise<Predictions> => {
    const { outputs, notes } = await ask(inputs)
    return { predictions: outputs.map(predictionOf(preparation.target)), notes }
  }
  return {
    predict: async (input) => {
      const { predictions, notes } = await predictAll([input])
      const [prediction] = predictions
      if (prediction === undefined) throw new Error('no prediction of an input')
      return { ...prediction, notes }
    },
    predictAll,
    outputs: async (inputs) => (await ask(inputs)).outputs,
    preparation,
    dispose: () => {
      model.dispose()
    },
  }
}
