import * as tf from '@tensorflow/tfjs'

/**
 * The mean softmax cross-entropy of logits [batch, classes] against labels [batch], a scalar, in
 * nats.
 */
export const crossEntropy = (logits: tf.Tensor2D, labels: tf.Tensor1D): tf.Scalar =>
  tf.tidy(() => {
    const picked = tf.oneHot(labels, logits.shape[1]).toFloat().mul(tf.logSoftmax(logits))
    return picked.sum().div(-logits.shape[0])
  })
