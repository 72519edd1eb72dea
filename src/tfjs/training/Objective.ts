import * as tf from '@tensorflow/tfjs'
import { checkOptions, positiveNumber } from '../../common/index.ts'
import { type Task } from '../../task/index.ts'
import { givesProbabilities } from '../model/givesProbabilities.ts'
import { crossEntropy, crossEntropyOfProbabilities } from './loss.ts'

/** What a network is trained for, and how well it does. */
export interface Objective {
  /** The mean loss of outputs [batch, outputs] against labels [batch], a scalar. */
  readonly loss: (outputs: tf.Tensor2D, labels: tf.Tensor1D) => tf.Scalar
  /** Sums over the batch, of which {@link metrics} makes means over all examples. */
  readonly sums: (outputs: tf.Tensor2D, labels: tf.Tensor1D) => tf.Tensor1D
  /** Of the sums over all examples, and the labels of all of them. */
  readonly metrics: (
    sums: ReadonlyArray<number>,
    labels: ArrayLike<number>,
  ) => Readonly<Record<string, number>> & { readonly loss: number }
}

const classes = (loss: Objective['loss']): Objective => ({
  loss,
  sums: (outputs, labels) =>
    tf.stack([
      outputs.argMax(1).equal(labels).sum().toFloat(),
      loss(outputs, labels).mul(outputs.shape[0]),
      // Both are scalars, so their stack has one dimension.
    ]) as tf.Tensor1D,
  metrics: ([hits = NaN, loss = NaN], { length }) => ({
    accuracy: hits / length,
    loss: loss / length,
  }),
})

/** The variance of numbers, in double precision: in single, that of years or prices is lost. */
const varianceOf = (numbers: ArrayLike<number>): number => {
  const values = Array.from(numbers)
  const mean = values.reduce((a, b) => a + b, 0) / values.length
  return values.every((value) => value === values[0])
    ? 0
    : values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length
}

const number = (labelScale: number): Objective => ({
  loss: (outputs, labels) => tf.losses.meanSquaredError(labels, outputs.squeeze<tf.Tensor1D>([1])),
  sums: (outputs, labels) => {
    const error = outputs.squeeze<tf.Tensor1D>([1]).sub(labels)
    // Both are scalars, so their stack has one dimension.
    return tf.stack([error.square().sum(), error.abs().sum()]) as tf.Tensor1D
  },
  metrics: ([squares = NaN, absolutes = NaN], labels) => {
    const variance = varianceOf(labels)
    const loss = squares / labels.length
    return {
      loss,
      rmse: labelScale * Math.sqrt(loss),
      mae: (labelScale * absolutes) / labels.length,
      // Labels that are all equal have no variance to explain.
      r2: variance > 0 ? 1 - loss / variance : 0,
    }
  },
})

/**
 * What a task asks of a network. Classes: the mean cross-entropy, in nats, of logits or of
 * probabilities, whichever the network puts out; measured are accuracy and loss. A number: the mean
 * squared error; measured are loss, r2 (the part of the variance explained), and rmse and mae.
 *
 * @param labelScale - what one unit of a scaled label stands for in the data; rmse and mae are in it
 */
export const objectiveOf = ({ target }: Task, model: tf.LayersModel, labelScale = 1): Objective => {
  checkOptions('objectiveOf()', { labelScale }, { labelScale: positiveNumber() })
  return target._tag === 'Number'
    ? number(labelScale)
    : classes(givesProbabilities(model) ? crossEntropyOfProbabilities : crossEntropy)
}
