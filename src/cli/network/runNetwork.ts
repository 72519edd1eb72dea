import * as tf from '@tensorflow/tfjs'
import { type NewExamples } from '../../node/index.ts'
import { readBatch } from '../../tfjs/index.ts'

const batchSize = 500

/** What a network says of each example: probabilities of classes, or one scaled number. */
export const runNetwork = async (
  model: tf.LayersModel,
  { count, shape, values, scale }: NewExamples['examples'],
): Promise<ReadonlyArray<ReadonlyArray<number>>> => {
  const size = shape.reduce((a, b) => a * b, 1)
  const all: Array<ReadonlyArray<number>> = []
  for (let from = 0; from < count; from += batchSize) {
    const some = Math.min(batchSize, count - from)
    const outputs = tf.tidy(() => {
      const part = Float32Array.from(values.subarray(from * size, (from + some) * size))
      return readBatch(model, tf.tensor(part, [some, ...shape]).mul(scale), false)
    })
    all.push(...(await outputs.array()))
    outputs.dispose()
  }
  return all
}
