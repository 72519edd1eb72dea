import * as tf from '@tensorflow/tfjs'
import { conv1d, conv1dOfSignal } from '../kernels/conv1d.ts'
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

/** Bytes at whose multiples a part of a tensor can be used where it lies. */
const alignment = 64

/**
 * Channels such that a step in time of a batch is a multiple of the alignment: up to three more than
 * there are, where that is enough. They are zeros, and cost less than copies of what is not aligned.
 */
const aligned = (channels: number, batch: number): number => {
  for (const more of [0, 1, 2, 3])
    if ((4 * batch * (channels + more)) % alignment === 0) return channels + more
  return channels
}

/** Puts zeros after each dimension. */
const widen = (x: tf.Tensor, by: ReadonlyArray<number>): tf.Tensor =>
  by.every((n) => n === 0)
    ? x
    : tf.pad(
        x,
        by.map((n): [number, number] => [0, n]),
      )

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
    const [batch] = input.shape
    let x = input.transpose<tf.Tensor3D>([1, 0, 2])
    let ofData = true
    for (const [i, layer] of this.layers.entries())
      switch (classOf(layer)) {
        case 'Conv1D': {
          const pool = poolOf(this.layers[i + 1])
          const [filter, bias] = [read(layer, 0), read(layer, 1)]
          const inputs = x.shape[2]
          const outputs = pool > 1 ? aligned(bias.size, batch) : bias.size
          const wide = widen(filter, [0, inputs - (filter.shape[1] ?? 0), outputs - bias.size])
          const shift = widen(bias, [outputs - bias.size]) as tf.Tensor1D
          x =
            ofData && inputs === 1
              ? poolRelu(conv1dOfSignal(x, wide as tf.Tensor3D, shift), undefined, pool)
              : poolRelu(conv1d(x, wide as tf.Tensor3D, { ofData }), shift, pool)
          ofData = false
          break
        }
        case 'Dropout':
          if (training && layer instanceof SeededDropout)
            x = layer.apply(x, { training }) as tf.Tensor3D
          break
        case 'Dense': {
          const [weights, bias] = [read(layer, 0), read(layer, 1)]
          const [time, , channels] = x.shape
          const own = weights.size / (time * bias.size)
          const wide =
            own === channels
              ? weights
              : widen(weights.reshape([time, own, bias.size]), [0, channels - own, 0]).reshape([
                  time * channels,
                  bias.size,
                ])
          return denseOverTime(x, wide as tf.Tensor2D, bias as tf.Tensor1D)
        }
      }
    return x
  }
}
