import * as tf from '@tensorflow/tfjs'
import { checkOptions, wholeNumber } from '../../common/index.ts'
import { type ExampleTensors } from './ExampleTensors.ts'
import { type Objective } from './Objective.ts'
import { readBatch } from './readBatch.ts'

/** How well a model does on examples: its objective's metrics, by name. */
export type Evaluation = ReturnType<Objective['metrics']>

/** Evaluates a model on all of some examples, a batch at a time. */
export const evaluateModel = async (
  model: tf.LayersModel,
  { count, inputs, labels }: ExampleTensors,
  objective: Objective,
  batchSize = 250,
): Promise<Evaluation> => {
  checkOptions('evaluateModel()', { batchSize }, { batchSize: wholeNumber(1) })
  const totals: Array<number> = []
  for (let from = 0; from < count; from += batchSize) {
    const size = Math.min(batchSize, count - from)
    const sums = tf.tidy(() =>
      objective.sums(readBatch(model, inputs.slice(from, size), false), labels.slice(from, size)),
    )
    const values = await sums.data()
    sums.dispose()
    values.forEach((value, i) => (totals[i] = (totals[i] ?? 0) + value))
  }
  return objective.metrics(totals, await labels.data())
}
