/** One setting of bench/step.ts, in a process of its own since threads and oneDNN are fixed at its start. */
import * as tf from '@tensorflow/tfjs'
import * as E from 'fp-ts/lib/Either.js'
import { mnistTask } from '../src/core.ts'
import { loadEngine } from '../src/node/index.ts'
import { buildArticleCnn1d, objectiveOf, trainModel } from '../src/tfjs/index.ts'
import { spread } from './table.ts'

const [poolStride, threads, oneDnn] = process.argv.slice(2)

const engine = await loadEngine({ threads: Number(threads), oneDnn: oneDnn === 'on' })
if (E.isLeft(engine)) throw new Error(engine.left.message)
const layer = { kernel: 5, pool: 2, dropout: 0 }
const model = buildArticleCnn1d({
  ...mnistTask,
  poolStride: poolStride === 'one' ? 'one' : 'size',
})(
  {
    layers: [
      { ...layer, filters: 32 },
      { ...layer, filters: 64 },
    ],
  },
  1,
)
const task = { input: [784, 1], target: { _tag: 'Classes', count: 10 } } as const
const examples = {
  count: 1000,
  inputs: tf.randomUniform([1000, 784, 1], 0, 1, 'float32', 7),
  labels: tf.tensor1d(
    Array.from({ length: 1000 }, (_, i) => i % 10),
    'int32',
  ),
}
/** Steps between two reports, as `trainModel`'s default has it: at a report the model gets its weights. */
const reportEvery = 10
const times: Array<number> = []
let last = performance.now()
for await (const { step } of trainModel(model, examples, {
  budget: { steps: 60 },
  seed: 1,
  signal: new AbortController().signal,
  objective: objectiveOf(task, model),
  reportEvery,
})) {
  const now = performance.now()
  if (step > reportEvery) times.push((now - last) / reportEvery)
  last = now
}
console.log(JSON.stringify(spread(times)))
