import * as tf from '@tensorflow/tfjs'
import { nativeBackend } from './native.ts'
import { rawOps } from './rawOps.ts'
import { reachOf, slidingMax, slidingMaxGrad } from './slidingMax.ts'

/** {@link poolRelu} as tfjs composes it. */
export const poolReluPlain = (x: tf.Tensor3D, bias: tf.Tensor1D, window: number): tf.Tensor3D =>
  tf.tidy(() => {
    const active = x.add(bias).relu<tf.Tensor3D>()
    // tfjs pools the two dimensions in the middle; time is the first here.
    return tf
      .maxPool(active.expandDims<tf.Tensor4D>(0), [window, 1], 1, 'same')
      .squeeze<tf.Tensor3D>([0])
  })

/**
 * Max pooling over time (window `window`, stride 1, SAME) of `relu(x + bias)`, of [time, batch,
 * channels]. Bias and relu keep the order of numbers, so the pooling comes first: they are then
 * applied to its result, and their gradients are those of the composition, where a window's maximum
 * is 0 too. Where there is no bias, x has it already.
 */
export const poolRelu = (
  x: tf.Tensor3D,
  bias: tf.Tensor1D | undefined,
  window: number,
): tf.Tensor3D => {
  const native = nativeBackend()
  if (native === undefined) return poolReluPlain(x, bias ?? tf.zeros([x.shape[2]]), window)
  const raw = rawOps(native)
  const [time, batch, channels] = x.shape
  const reach = reachOf(window, time)
  return tf.customGrad((...args) => {
    // tfjs passes the tensors that the function is called with, and what keeps others.
    const tensors = args.slice(0, -1) as Array<tf.Tensor>
    const save = args.at(-1) as unknown as tf.GradSaveFunc
    const [input = x, shift] = tensors
    const pooled = slidingMax(raw, raw.reshape(input, [time, batch * channels]), reach)
    const cubes = raw.reshape(pooled.result, [time, batch, channels])
    const moved = shift === undefined ? cubes : raw.biasAdd(cubes, shift)
    const result = raw.relu(moved)
    moved.dispose()
    save([result, ...pooled.inputs])
    return {
      value: result,
      gradFunc: (gradient: tf.Tensor, saved: Array<tf.Tensor>) => {
        const [output, ...inputs] = saved
        if (output === undefined) throw new Error('a gradient without its output')
        const active = raw.reluGrad(gradient, output)
        const rows = raw.reshape(active, [time, batch * channels])
        return [
          raw.reshape(slidingMaxGrad(raw, inputs, rows, reach), [time, batch, channels]),
          ...(shift === undefined ? [] : [raw.biasAddGrad(active)]),
        ]
      },
    }
  })(...(bias === undefined ? [x] : [x, bias])) as tf.Tensor3D
}
