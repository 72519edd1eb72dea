import { outputsOf, type Task } from '../../task/index.ts'
import { type WithTraining } from '../training.ts'

/** One layer of the article's child: convolution, max pooling, dropout. */
export interface Cnn1dLayer {
  /** Width of the 1-D convolution's window, in steps of its input. */
  readonly kernel: number
  /** How many filters the convolution has: the channels of its output. */
  readonly filters: number
  /** Width of the max pooling window. */
  readonly pool: number
  /** Part of the activations dropped in training, in [0, 1). */
  readonly dropout: number
}

/** An architecture of the article's space: layers from the input up. */
export interface Cnn1d extends WithTraining {
  readonly layers: ReadonlyArray<Cnn1dLayer>
}

/** What a 1-D child reads and says, which is the data's, not the architecture's. */
export interface Cnn1dTask {
  /** Steps of an example: 784 for MNIST's pixels in a row. */
  readonly length: number
  /** Values in a step: 1 for MNIST. */
  readonly channels: number
  /** Numbers that the child puts out: one a class. */
  readonly classes: number
  /**
   * Stride of the pooling: `one` keeps the length, as the article's code does; `size` divides it by
   * the pool's width.
   */
  readonly poolStride: 'one' | 'size'
}

/** MNIST as the article reads it: 784 steps of one channel, ten classes, pooling with stride one. */
export const mnistTask: Cnn1dTask = { length: 784, channels: 1, classes: 10, poolStride: 'one' }

/** How a 1-D child reads the examples of a task: what has more dimensions is read in a row. */
export const cnn1dTask = (task: Task, poolStride: Cnn1dTask['poolStride']): Cnn1dTask => {
  const channels = task.input.length > 1 ? (task.input.at(-1) ?? 1) : 1
  const size = task.input.reduce((a, b) => a * b, 1)
  return { length: size / channels, channels, classes: outputsOf(task), poolStride }
}
