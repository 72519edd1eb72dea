import * as tf from '@tensorflow/tfjs'
import { nativeBackend } from './native.ts'
import { rawOps } from './rawOps.ts'

/** {@link denseOverTime} as tfjs composes it. */
export const denseOverTimePlain = (
  x: tf.Tensor3D,
  weights: tf.Tensor2D,
  bias: tf.Tensor1D,
): tf.Tensor2D =>
  tf.tidy(() => {
    const [time, batch, channels] = x.shape
    const flat = x.transpose([1, 0, 2]).reshape<tf.Tensor2D>([batch, time * channels])
    return tf.matMul(flat, weights).add(bias)
  })

/**
 * A dense layer [batch, units] over flattened [time, batch, channels], with the weights [time *
 * channels, units] of one over [batch, time, channels]: a small product at each step, and their sum.
 */
export const denseOverTime = (
  x: tf.Tensor3D,
  weights: tf.Tensor2D,
  bias: tf.Tensor1D,
): tf.Tensor2D => {
  const native = nativeBackend()
  if (native === undefined) return denseOverTimePlain(x, weights, bias)
  const raw = rawOps(native)
  const [time, batch, channels] = x.shape
  const [numbers, units] = weights.shape
  return tf.customGrad((...args) => {
    // tfjs passes the tensors that the function is called with, and what keeps others.
    const [input, w, b, save] = args as unknown as [
      tf.Tensor,
      tf.Tensor,
      tf.Tensor,
      tf.GradSaveFunc,
    ]
    const perStep = raw.reshape(w, [time, channels, units])
    const products = raw.matMul(input, perStep)
    save([input, perStep])
    return {
      value: raw.biasAdd(raw.sumRows(products), b),
      gradFunc: (gradient: tf.Tensor, saved: Array<tf.Tensor>) => {
        const [kept, keptWeights] = saved
        if (kept === undefined || keptWeights === undefined)
          throw new Error('a gradient without what was kept for it')
        const once = raw.reshape(gradient, [1, batch, units])
        return [
          raw.matMul(once, keptWeights, { b: true }),
          raw.reshape(raw.matMul(kept, once, { a: true }), [numbers, units]),
          raw.biasAddGrad(gradient),
        ]
      },
    }
  })(x, weights, bias) as tf.Tensor2D
}
