import * as tf from '@tensorflow/tfjs'
import { conv1d } from '../kernels/conv1d.ts'
import { denseOverTime } from '../kernels/denseOverTime.ts'
import { nativeBackend } from '../kernels/native.ts'
import { poolRelu } from '../kernels/poolRelu.ts'
import { SeededDropout } from './SeededDropout.ts'

const classOf = (layer: tf.layers.Layer): string => layer.getClassName()

const read = (layer: tf.layers.Layer, at: number): tf.Tensor => {
  const weight = layer.weights[at]
  if (weight === undefined) throw new Error(`${layer.name} has no weight ${at}`)
  return weight.read()
}

const poolOf = (layer: tf.layers.Layer | undefined): number =>
  layer !== undefined && classOf(layer) === 'MaxPooling1D'
    ? Number([layer.getConfig()['poolSize']].flat()[0])
    : 1

/**
 * A sequential model of 1-D convolutions (relu, SAME), max pools of stride 1, dropouts, and one dense
 * layer: stored, exported and predicting as any, by its layers. In training, on the native backend,
 * it computes them by kernels of its own over [time, batch, channels], where a shift in time is a
 * place in memory.
 */
export class TimeMajorCnn1d extends tf.Sequential {
  override call(
    inputs: tf.Tensor | Array<tf.Tensor>,
    kwargs: Record<string, unknown>,
  ): tf.Tensor | Array<tf.Tensor> {
    const [input] = Array.isArray(inputs) ? inputs : [inputs]
    if (nativeBackend() === undefined || input?.rank !== 3) return super.call(inputs, kwargs)
    return tf.tidy(() => this.overTime(input as tf.Tensor3D, kwargs['training'] === true))
  }

  private overTime(input: tf.Tensor3D, training: boolean): tf.Tensor {
    let x = input.transpose<tf.Tensor3D>([1, 0, 2])
    let convolutions = 0
    for (const [i, layer] of this.layers.entries())
      switch (classOf(layer)) {
        case 'Conv1D': {
          const filter = read(layer, 0) as tf.Tensor3D
          const ofData = convolutions === 0
          convolutions += 1
          x = poolRelu(
            conv1d(x, filter, { ofData }),
            read(layer, 1) as tf.Tensor1D,
            poolOf(this.layers[i + 1]),
          )
          break
        }
        case 'Dropout':
          if (training && layer instanceof SeededDropout)
            x = layer.apply(x, { training }) as tf.Tensor3D
          break
        case 'Dense':
          return denseOverTime(x, read(layer, 0) as tf.Tensor2D, read(layer, 1) as tf.Tensor1D)
      }
    return x
  }
}
