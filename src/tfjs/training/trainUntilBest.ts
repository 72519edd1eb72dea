import type * as tf from '@tensorflow/tfjs'
import { stepsOf, type TrainingProgress } from '../../episode/index.ts'
import { defaultTraining } from '../../space/index.ts'
import { type ExampleTensors } from './ExampleTensors.ts'
import { type KeptWeights, trainKeepingBest } from './trainKeepingBest.ts'
import { trainModel, type TrainModelOptions } from './trainModel.ts'

/** The least and most evaluations of a whole training: one an epoch where there are as many epochs. */
const [fewest, most] = [12, 50] as const

/** The part of a training's evaluations after which one that no longer improves ends. */
const patience = 1 / 3

/** How often a training of so many epochs is evaluated, and how many of these without improvement end it. */
const evaluationPlan = (
  epochs: number,
): { readonly evaluations: number; readonly patience: number } => {
  const evaluations = Math.min(most, Math.max(fewest, Math.ceil(epochs)))
  return { evaluations, patience: Math.ceil(evaluations * patience) }
}

const stepsIn = (
  { budget, training = defaultTraining }: TrainModelOptions,
  count: number,
): number => stepsOf(budget, count, Math.min(training.batchSize, count))

const epochSteps = ({ training = defaultTraining }: TrainModelOptions, count: number): number =>
  Math.ceil(count / Math.min(training.batchSize, count))

/**
 * Trains a model until validation stops improving, at most for its budget, and leaves it with the
 * weights of the lowest validation loss. The learning rate goes down along a cosine over the budget.
 */
export const trainUntilBest = (
  model: tf.LayersModel,
  train: ExampleTensors,
  validation: ExampleTensors,
  options: Omit<TrainModelOptions, 'schedule' | 'scheduleSteps' | 'reportEvery'>,
): AsyncGenerator<TrainingProgress, KeptWeights> =>
  trainKeepingBest(model, train, validation, {
    ...options,
    schedule: 'cosine',
    ...evaluationPlan(stepsIn(options, train.count) / epochSteps(options, train.count)),
  })

/**
 * Trains a model on all the examples there are for as many epochs as {@link trainUntilBest} has found
 * to be best on a part of them, at the learning rates that it had then.
 *
 * @param partCount - examples of the part
 * @param kept - what was found on it
 */
export const trainAgainOnAll = (
  model: tf.LayersModel,
  all: ExampleTensors,
  partCount: number,
  kept: KeptWeights,
  options: Omit<TrainModelOptions, 'budget' | 'schedule' | 'scheduleSteps'>,
): AsyncGenerator<TrainingProgress, void> => {
  const how = { ...options, budget: {} }
  const ratio = epochSteps(how, all.count) / epochSteps(how, partCount)
  const stepsOfAll = (steps: number): number => Math.max(1, Math.round(steps * ratio))
  return trainModel(model, all, {
    ...how,
    budget: { steps: stepsOfAll(kept.steps) },
    schedule: 'cosine',
    scheduleSteps: stepsOfAll(kept.totalSteps),
  })
}
