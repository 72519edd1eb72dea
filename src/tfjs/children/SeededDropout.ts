import * as tf from '@tensorflow/tfjs'
import { deriveSeed } from '../../random/index.ts'
import { seededUniform } from '../kernels/seededUniform.ts'

/**
 * Dropout whose masks follow from a seed and the step, where tfjs's own repeats one mask or draws
 * from Math.random. It is stored as the standard `Dropout`, which is what a loaded model gets.
 */
export class SeededDropout extends tf.layers.Layer {
  static readonly className = 'Dropout'
  readonly rate: number
  private maskSeed = 0

  constructor(rate: number, name: string) {
    super({ name })
    this.rate = rate
  }

  override getClassName(): string {
    return SeededDropout.className
  }

  /** What the mask of the next training step follows from, a whole number of 32 bits. */
  get seed(): number {
    return this.maskSeed
  }

  /** Chooses the mask of the next training step. */
  seedStep(seed: number, step: number): void {
    this.maskSeed = deriveSeed(seed, step) | 0
  }

  override computeOutputShape(inputShape: tf.Shape | Array<tf.Shape>): tf.Shape | Array<tf.Shape> {
    return inputShape
  }

  override call(inputs: tf.Tensor | Array<tf.Tensor>, kwargs: Record<string, unknown>): tf.Tensor {
    const [input] = Array.isArray(inputs) ? inputs : [inputs]
    if (input === undefined) throw new Error('dropout without an input')
    if (kwargs['training'] !== true) return input
    return tf.tidy(() => {
      const kept = tf.greaterEqual(seededUniform(input.shape, this.maskSeed), this.rate)
      return input.mul(kept.toFloat().mul(1 / (1 - this.rate)))
    })
  }

  override getConfig(): tf.serialization.ConfigDict {
    return { ...super.getConfig(), rate: this.rate }
  }
}
