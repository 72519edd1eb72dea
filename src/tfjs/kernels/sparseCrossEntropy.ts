import * as tf from '@tensorflow/tfjs'
import { nativeBackend, typeAttribute } from './native.ts'
import { rawOps } from './rawOps.ts'

/**
 * The mean softmax cross-entropy of logits [batch, classes] against labels [batch], by the kernel
 * that gives the gradient with it; undefined on backends that have none.
 */
export const sparseCrossEntropy = (
  logits: tf.Tensor2D,
  labels: tf.Tensor1D,
): tf.Scalar | undefined => {
  const native = nativeBackend()
  if (native === undefined) return undefined
  const raw = rawOps(native)
  const [batch] = logits.shape
  return tf.customGrad((...args) => {
    // tfjs passes the tensors that the function is called with, and what keeps others.
    const [input, save] = args as unknown as [tf.Tensor, tf.GradSaveFunc]
    const [losses, slope] = native.executeMultipleOutputs(
      'SparseSoftmaxCrossEntropyWithLogits',
      [typeAttribute(native, 'T', 'TF_FLOAT'), typeAttribute(native, 'Tlabels', 'TF_INT32')],
      [input, labels],
      2,
    )
    if (losses === undefined || slope === undefined)
      throw new Error('a kernel of two outputs gave fewer')
    save([slope])
    return {
      value: raw.meanRows(losses),
      gradFunc: (gradient: tf.Tensor, saved: Array<tf.Tensor>) =>
        // Each example has its part of the mean.
        tf.tidy(() => saved.map((each) => raw.mul(each, raw.mul(gradient, tf.scalar(1 / batch))))),
    }
  })(logits) as tf.Scalar
}
