import * as tf from '@tensorflow/tfjs'
import { averagePool } from '../kernels/averagePool.ts'

/** What {@link AveragePool} is made with. */
export interface AveragePoolOptions {
  readonly name: string
  /** Side of the square window. */
  readonly window: number
  readonly stride: number
}

/**
 * Average pooling of images (SAME padding) with the right gradient on every backend. It is stored as
 * the standard `AveragePooling2D`, which is what a loaded model gets.
 */
export class AveragePool extends tf.layers.Layer {
  static readonly className = 'AveragePooling2D'
  readonly window: number
  readonly stride: number

  constructor({ name, window, stride }: AveragePoolOptions) {
    super({ name })
    this.window = window
    this.stride = stride
  }

  override getClassName(): string {
    return AveragePool.className
  }

  override computeOutputShape(inputShape: tf.Shape | Array<tf.Shape>): tf.Shape {
    // Images have one shape of four sizes, of which the middle ones are pooled.
    return (inputShape as tf.Shape).map((size, i) =>
      size === null || i % 3 === 0 ? size : Math.ceil(size / this.stride),
    )
  }

  override call(inputs: tf.Tensor | Array<tf.Tensor>): tf.Tensor {
    const [input] = Array.isArray(inputs) ? inputs : [inputs]
    if (input === undefined) throw new Error('average pooling without an input')
    // Images in a batch have four dimensions, or the layer could not be put on them.
    return averagePool(input as tf.Tensor4D, this.window, this.stride)
  }

  override getConfig(): tf.serialization.ConfigDict {
    return {
      ...super.getConfig(),
      poolSize: [this.window, this.window],
      strides: [this.stride, this.stride],
      padding: 'same',
      dataFormat: 'channelsLast',
    }
  }
}
