import * as tf from '@tensorflow/tfjs'
import {
  type Budget,
  diverged,
  failTraining,
  stepsOf,
  type TrainingProgress,
} from '../../episode/index.ts'
import { deriveSeed, permutation, randomState } from '../../random/index.ts'
import { SeededDropout } from '../children/SeededDropout.ts'
import { adam } from './Adam.ts'
import { type ExampleTensors } from './Examples.ts'
import { crossEntropy } from './loss.ts'
import { trainableVariables } from './trainableVariables.ts'

/** How {@link trainModel} trains. */
export interface TrainModelOptions {
  readonly budget: Budget
  /** Seed of the order of examples and of dropout. */
  readonly seed: number
  readonly signal: AbortSignal
  /** Examples of a step; 100 unless told. */
  readonly batchSize?: number
  /** 0.001 unless told. */
  readonly learningRate?: number
  /** Steps between two reports; 10 unless told. */
  readonly reportEvery?: number
}

/** Milliseconds that training may keep the thread before messages and timers get a turn. */
const turn = 50

/** Where the batches of an epoch come from: a seeded order of the examples. */
const epochOrder = (count: number, seed: number, epoch: number): Int32Array =>
  permutation(count)(randomState(deriveSeed(seed, 1, epoch)))[0]

/**
 * Trains a model that gives logits, on batches gathered from examples that lie in one tensor, by
 * Adam. Yields progress; stops where the signal is aborted.
 *
 * @throws a `Diverged` training error where the loss is no finite number
 */
export async function* trainModel(
  model: tf.LayersModel,
  { count, inputs, labels }: ExampleTensors,
  options: TrainModelOptions,
): AsyncGenerator<TrainingProgress, void> {
  const { budget, seed, signal, batchSize = 100, learningRate = 0.001, reportEvery = 10 } = options
  const variables = trainableVariables(model)
  const dropouts = model.layers.filter((layer) => layer instanceof SeededDropout)
  const optimizer = adam(variables, learningRate)
  const perEpoch = Math.ceil(count / batchSize)
  const steps = stepsOf(budget, count, batchSize)
  let order: Int32Array = new Int32Array()
  let turnEnds = performance.now() + turn

  const step = (index: number): tf.Scalar => {
    const at = index % perEpoch
    if (at === 0) order = epochOrder(count, seed, Math.floor(index / perEpoch))
    dropouts.forEach((layer, i) => {
      layer.seedStep(deriveSeed(seed, 2, i), index)
    })
    return tf.tidy(() => {
      const indices = tf.tensor1d(order.subarray(at * batchSize, (at + 1) * batchSize), 'int32')
      const batch = inputs.gather(indices)
      const wanted = labels.gather(indices)
      const { value, grads } = tf.variableGrads(
        // A child has one output, and so `apply` gives one tensor.
        () => crossEntropy(model.apply(batch, { training: true }) as tf.Tensor2D, wanted),
        variables,
      )
      optimizer.apply(grads)
      return value
    })
  }

  try {
    for (let index = 0; index < steps; index++) {
      if (signal.aborted) return
      const scalar = step(index)
      const [loss = NaN] = await scalar.data()
      scalar.dispose()
      if (!Number.isFinite(loss)) failTraining(diverged(index + 1, `the loss became ${loss}`))
      if ((index + 1) % reportEvery === 0 || index + 1 === steps)
        yield { _tag: 'Progress', step: index + 1, steps, metrics: { loss } }
      if (performance.now() > turnEnds) {
        await tf.nextFrame()
        turnEnds = performance.now() + turn
      }
    }
  } finally {
    optimizer.dispose()
  }
}
