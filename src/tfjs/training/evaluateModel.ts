import * as tf from '@tensorflow/tfjs'
import { type ExampleTensors } from './Examples.ts'
import { crossEntropy } from './loss.ts'

/** How well a model tells examples apart. */
export interface Evaluation {
  /** Part told right, in [0, 1]. */
  readonly accuracy: number
  /** Mean cross-entropy, in nats. */
  readonly loss: number
}

/** Evaluates a model that gives logits on all of some examples, a batch at a time. */
export const evaluateModel = async (
  model: tf.LayersModel,
  { count, inputs, labels }: ExampleTensors,
  batchSize = 250,
): Promise<Evaluation> => {
  let right = 0
  let loss = 0
  for (let from = 0; from < count; from += batchSize) {
    const size = Math.min(batchSize, count - from)
    const both = tf.tidy(() => {
      // A child has one output, and so `apply` gives one tensor.
      const logits = model.apply(inputs.slice(from, size)) as tf.Tensor2D
      const wanted = labels.slice(from, size)
      return tf.stack([
        logits.argMax(1).equal(wanted).sum().toFloat(),
        crossEntropy(logits, wanted).mul(size),
      ])
    })
    const [hits = 0, sum = NaN] = await both.data()
    both.dispose()
    right += hits
    loss += sum
  }
  return { accuracy: right / count, loss: loss / count }
}
