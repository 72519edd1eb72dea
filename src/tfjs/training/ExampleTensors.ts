import * as tf from '@tensorflow/tfjs'
import { type Examples } from '../../task/index.ts'

/** Examples as two tensors, from which batches are gathered. */
export interface ExampleTensors {
  readonly count: number
  /** [count, ...shape], float32 */
  readonly inputs: tf.Tensor
  /** [count]; int32 for classes, float32 for numbers */
  readonly labels: tf.Tensor1D
}

/** Puts examples into tensors; whoever asks disposes them by {@link disposeExamples}. */
export const toTensors = ({ count, shape, values, scale, labels }: Examples): ExampleTensors =>
  tf.tidy(() => ({
    count,
    inputs: tf
      .tensor(Float32Array.from(values), [count, ...shape], 'float32')
      .mul(tf.scalar(scale)),
    labels:
      labels instanceof Float32Array
        ? tf.tensor1d(labels, 'float32')
        : tf.tensor1d(Int32Array.from(labels), 'int32'),
  }))

/** The examples of two parts, in tensors of their own. */
export const bothExamples = (one: ExampleTensors, other: ExampleTensors): ExampleTensors => ({
  count: one.count + other.count,
  inputs: tf.concat([one.inputs, other.inputs]),
  labels: tf.concat([one.labels, other.labels]),
})

/** Frees the tensors of {@link toTensors}. */
export const disposeExamples = ({ inputs, labels }: ExampleTensors): void => {
  inputs.dispose()
  labels.dispose()
}
