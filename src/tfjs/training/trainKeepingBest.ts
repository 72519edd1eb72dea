import * as tf from '@tensorflow/tfjs'
import { checkOptions, optional, wholeNumber } from '../../common/index.ts'
import { stepsOf, type TrainingProgress } from '../../episode/index.ts'
import { defaultTraining } from '../../space/index.ts'
import { checkTraining } from './checkTraining.ts'
import { evaluateModel } from './evaluateModel.ts'
import { type ExampleTensors } from './ExampleTensors.ts'
import { checkTrainModel, trainModel, type TrainModelOptions } from './trainModel.ts'

/** How {@link trainKeepingBest} trains. */
export interface TrainKeepingBestOptions extends TrainModelOptions {
  /** How often the model is measured in a whole training; default 12. */
  readonly evaluations?: number
  /** After how many of these without a lower validation loss the training ends; default never. */
  readonly patience?: number
}

/** The weights that a training has left. */
export interface KeptWeights {
  /** Updates that they had; 0 where nothing was measured. */
  readonly steps: number
  /** Updates that the whole training would have had. */
  readonly totalSteps: number
  readonly validationLoss: number
}

/**
 * Trains a model as {@link trainModel} does, measures it on validation examples several times on the
 * way, and leaves it with the weights that had the lowest validation loss: a long training that
 * begins to overfit does no harm, and one with `patience` ends where it no longer improves.
 *
 * @returns when the weights were reached that are left
 */
export const trainKeepingBest = (
  model: tf.LayersModel,
  train: ExampleTensors,
  validation: ExampleTensors,
  options: TrainKeepingBestOptions,
): AsyncGenerator<TrainingProgress, KeptWeights> => {
  checkTrainModel('trainKeepingBest()', options)
  checkOptions('trainKeepingBest()', options, {
    evaluations: optional(wholeNumber(1)),
    patience: optional(wholeNumber(1)),
  })
  return keepingBest(model, train, validation, options)
}

async function* keepingBest(
  model: tf.LayersModel,
  train: ExampleTensors,
  validation: ExampleTensors,
  options: TrainKeepingBestOptions,
): AsyncGenerator<TrainingProgress, KeptWeights> {
  const { evaluations = 12, patience = Infinity, ...how } = options
  const { budget, objective, training = defaultTraining } = how
  checkTraining(training)
  const totalSteps = stepsOf(budget, train.count, Math.min(training.batchSize, train.count))
  const every = Math.max(1, Math.ceil(totalSteps / evaluations))
  let best: KeptWeights = { steps: 0, totalSteps, validationLoss: Infinity }
  let kept: ReadonlyArray<tf.Tensor> = []
  let waited = 0
  try {
    for await (const progress of trainModel(model, train, { ...how, reportEvery: every })) {
      const { loss } = await evaluateModel(model, validation, objective)
      waited += 1
      if (loss < best.validationLoss) {
        best = { steps: progress.step, totalSteps, validationLoss: loss }
        waited = 0
        tf.dispose([...kept])
        kept = model.getWeights().map((weight) => weight.clone())
      }
      yield { ...progress, metrics: { ...progress.metrics, validationLoss: loss } }
      if (waited >= patience) break
    }
    if (kept.length > 0) model.setWeights([...kept])
    return best
  } finally {
    tf.dispose([...kept])
  }
}
