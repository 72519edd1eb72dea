import * as tf from '@tensorflow/tfjs'
import { stepsOf, type TrainingProgress } from '../../episode/index.ts'
import { defaultTraining } from '../../space/index.ts'
import { checkTraining } from './checkTraining.ts'
import { evaluateModel } from './evaluateModel.ts'
import { type ExampleTensors } from './ExampleTensors.ts'
import { checkTrainModel, trainModel, type TrainModelOptions } from './trainModel.ts'

/** How often in a training the model is measured. */
const evaluations = 12

/**
 * Trains a model as {@link trainModel} does, measures it on validation examples several times on the
 * way, and leaves it with the weights that had the lowest validation loss: a long training that
 * begins to overfit does no harm.
 */
export const trainKeepingBest = (
  model: tf.LayersModel,
  train: ExampleTensors,
  validation: ExampleTensors,
  options: TrainModelOptions,
): AsyncGenerator<TrainingProgress, void> => {
  checkTrainModel('trainKeepingBest()', options)
  return keepingBest(model, train, validation, options)
}

async function* keepingBest(
  model: tf.LayersModel,
  train: ExampleTensors,
  validation: ExampleTensors,
  options: TrainModelOptions,
): AsyncGenerator<TrainingProgress, void> {
  const { budget, objective, training = defaultTraining } = options
  checkTraining(training)
  const steps = stepsOf(budget, train.count, Math.min(training.batchSize, train.count))
  const every = Math.max(1, Math.ceil(steps / evaluations))
  let best = Infinity
  let kept: ReadonlyArray<tf.Tensor> = []
  try {
    for await (const progress of trainModel(model, train, { ...options, reportEvery: every })) {
      const { loss } = await evaluateModel(model, validation, objective)
      if (loss < best) {
        best = loss
        tf.dispose([...kept])
        kept = model.getWeights().map((weight) => weight.clone())
      }
      yield { ...progress, metrics: { ...progress.metrics, validationLoss: loss } }
    }
    if (kept.length > 0) model.setWeights([...kept])
  } finally {
    tf.dispose([...kept])
  }
}
