import * as tf from '@tensorflow/tfjs'
import { sparseCrossEntropy } from '../kernels/sparseCrossEntropy.ts'

const meanPicked = (logProbabilities: tf.Tensor, labels: tf.Tensor1D): tf.Scalar =>
  tf
    .oneHot(labels, logProbabilities.shape[1] ?? 0)
    .toFloat()
    .mul(logProbabilities)
    .sum()
    .div(-labels.shape[0])

/** {@link crossEntropy} as tfjs composes it. */
export const crossEntropyPlain = (logits: tf.Tensor2D, labels: tf.Tensor1D): tf.Scalar =>
  tf.tidy(() => meanPicked(tf.logSoftmax(logits), labels))

/**
 * The mean softmax cross-entropy of logits [batch, classes] against labels [batch], a scalar, in
 * nats.
 */
export const crossEntropy = (logits: tf.Tensor2D, labels: tf.Tensor1D): tf.Scalar =>
  sparseCrossEntropy(logits, labels) ?? crossEntropyPlain(logits, labels)

/** Far below what a softmax gives in practice, and yet a gradient of 1 / p stays finite. */
const least = 1e-30

/** The mean cross-entropy of probabilities [batch, classes] against labels [batch], a scalar, in nats. */
export const crossEntropyOfProbabilities = (
  probabilities: tf.Tensor2D,
  labels: tf.Tensor1D,
): tf.Scalar => tf.tidy(() => meanPicked(probabilities.maximum(least).log(), labels))
