import * as tf from '@tensorflow/tfjs'
import { checkOptions, oneOfNames, optional, seedNumber, wholeNumber } from '../../common/index.ts'
import {
  type Budget,
  checkBudget,
  diverged,
  failTraining,
  stepsOf,
  type TrainingProgress,
} from '../../episode/index.ts'
import { deriveSeed, permutation, randomState } from '../../random/index.ts'
import { defaultTraining, type TrainingChoice } from '../../space/index.ts'
import { SeededDropout } from '../children/SeededDropout.ts'
import { allLayers } from '../model/allLayers.ts'
import { checkTraining } from './checkTraining.ts'
import { type ExampleTensors } from './ExampleTensors.ts'
import { type Objective } from './Objective.ts'
import { type Schedule, scheduled } from './schedule.ts'
import { seededMathRandom } from './seededMathRandom.ts'
import { updateOf } from './updateOf.ts'

/** How {@link trainModel} trains. */
export interface TrainModelOptions {
  readonly budget: Budget
  /** Seed of the order of examples and of dropout. */
  readonly seed: number
  readonly signal: AbortSignal
  readonly objective: Objective
  /** Optimizer, learning rate and batch size; default `defaultTraining`. */
  readonly training?: TrainingChoice
  /** How the learning rate goes on; default `constant`. */
  readonly schedule?: Schedule
  /** Steps over which a schedule goes, where the training may end before it; default its own. */
  readonly scheduleSteps?: number
  /** Steps between two reports; default 10. */
  readonly reportEvery?: number
}

/** Milliseconds that training may keep the thread before messages and timers get a turn. */
const turn = 50

/** Steps after which their losses are read, so that a training that diverged ends soon. */
const mostUnread = 16

/** Where the batches of an epoch come from: a seeded order of the examples. */
const epochOrder = (count: number, seed: number, epoch: number): Int32Array =>
  permutation(count)(randomState(deriveSeed(seed, 1, epoch)))[0]

/** Checks how a model is to be trained, for the call that was given it. What a space may decide is checked in training. */
export const checkTrainModel = (call: string, options: TrainModelOptions): void => {
  checkOptions(call, options, {
    seed: seedNumber,
    schedule: optional(oneOfNames('constant', 'cosine')),
    scheduleSteps: optional(wholeNumber(1)),
    reportEvery: optional(wholeNumber(1)),
  })
  checkBudget(call, options.budget)
}

/**
 * Trains a model for an objective, on batches gathered from examples that lie in one tensor. Yields
 * progress; stops where the signal is aborted. What the layers' regularizers ask is part of the loss.
 *
 * @throws a `Diverged` training error where the loss is no finite number, and `TrainerFailed` where
 * `training` is nothing to train by
 */
export const trainModel = (
  model: tf.LayersModel,
  examples: ExampleTensors,
  options: TrainModelOptions,
): AsyncGenerator<TrainingProgress, void> => {
  checkTrainModel('trainModel()', options)
  return trainSteps(model, examples, options)
}

async function* trainSteps(
  model: tf.LayersModel,
  { count, inputs, labels }: ExampleTensors,
  options: TrainModelOptions,
): AsyncGenerator<TrainingProgress, void> {
  const { budget, seed, signal, objective, training = defaultTraining, reportEvery = 10 } = options
  checkTraining(training)
  const batchSize = Math.min(training.batchSize, count)
  const dropouts = allLayers(model).filter((layer) => layer instanceof SeededDropout)
  const perEpoch = Math.ceil(count / batchSize)
  const steps = stepsOf(budget, count, batchSize)
  const seedDropouts = (index: number): void => {
    dropouts.forEach((layer, i) => {
      layer.seedStep(deriveSeed(seed, 2, i), index)
    })
  }
  // Recording a step tells its dropouts by their seeds.
  seedDropouts(0)
  const { schedule = 'constant', scheduleSteps = steps } = options
  const rate = scheduled(schedule, training.learningRate, scheduleSteps)
  const update = updateOf(model, { count, inputs, labels }, objective, training, steps, rate)
  let order: Int32Array = new Int32Array()
  let turnEnds = performance.now() + turn

  const step = (index: number): tf.Scalar => {
    const at = index % perEpoch
    if (at === 0) order = epochOrder(count, seed, Math.floor(index / perEpoch))
    seedDropouts(index)
    return tf.tidy(() => {
      const indices = tf.tensor1d(order.subarray(at * batchSize, (at + 1) * batchSize), 'int32')
      return update.apply(inputs.gather(indices), labels.gather(indices))
    })
  }

  /** Losses of the last steps, not read yet: reading one waits for its step. */
  let unread: Array<tf.Scalar> = []
  const readLosses = async (done: number): Promise<number> => {
    const first = done - unread.length
    const stack = tf.stack(unread)
    tf.dispose(unread)
    unread = []
    const losses = await stack.data()
    stack.dispose()
    losses.forEach((loss, i) => {
      if (!Number.isFinite(loss)) failTraining(diverged(first + i + 1, `the loss became ${loss}`))
    })
    return losses.at(-1) ?? NaN
  }

  try {
    for (let index = 0; index < steps; index++) {
      if (signal.aborted) {
        update.settle()
        return
      }
      unread.push(seededMathRandom(deriveSeed(seed, 3, index), () => step(index)))
      const done = index + 1
      const reports = done % reportEvery === 0 || done === steps
      if (reports || unread.length === mostUnread) {
        const loss = await readLosses(done)
        if (reports) {
          update.settle()
          yield { _tag: 'Progress', step: done, steps, metrics: { loss } }
        }
      }
      if (performance.now() > turnEnds) {
        await tf.nextFrame()
        turnEnds = performance.now() + turn
      }
    }
  } finally {
    tf.dispose(unread)
    update.dispose()
  }
}
