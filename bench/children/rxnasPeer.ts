/**
 * Trains the children of bench/children.ts in rxnas.
 *
 * tsx rxnasPeer.ts CHILDREN_JSON THREADS
 * Speaks as peer_torch.py does.
 */
import * as tf from '@tensorflow/tfjs'
import * as E from 'fp-ts/lib/Either.js'
import { createInterface } from 'node:readline'
import { type Cnn1dLayer, mnistTask } from '../../src/index.ts'
import { loadEngine } from '../../src/node/index.ts'
import { buildSeedCnn1d, objectiveOf, trainModel } from '../../src/tfjs/index.ts'

const [json = '[]', threads = '2'] = process.argv.slice(2)
const children = JSON.parse(json) as ReadonlyArray<ReadonlyArray<Omit<Cnn1dLayer, 'dropout'>>>

const engine = await loadEngine({ threads: Number(threads), oneDnn: true })
if (E.isLeft(engine)) throw new Error(engine.left.message)

const task = { input: [784, 1], target: { _tag: 'Classes', count: 10 } } as const
const examples = {
  count: 1000,
  inputs: tf.randomUniform([1000, 784, 1], 0, 1, 'float32', 7),
  labels: tf.tensor1d(
    Array.from({ length: 1000 }, (_, i) => i % 10),
    'int32',
  ),
}

const training = (layers: (typeof children)[number]) => {
  const model = buildSeedCnn1d({ ...mnistTask, poolStride: 'one' })(
    { layers: layers.map((layer) => ({ ...layer, dropout: 0 })) },
    1,
  )
  return (steps: number) =>
    trainModel(model, examples, {
      budget: { steps },
      seed: 1,
      signal: new AbortController().signal,
      objective: objectiveOf(task, model),
      reportEvery: steps,
    })
}

const trainings = new Map<number, ReturnType<typeof training>>()
console.log(JSON.stringify({ version: engine.right }))
for await (const line of createInterface({ input: process.stdin })) {
  const { child, steps } = JSON.parse(line) as { readonly child: number; readonly steps: number }
  try {
    const train = trainings.get(child) ?? training(children[child] ?? [])
    trainings.set(child, train)
    const began = performance.now()
    let loss = NaN
    for await (const { metrics } of train(steps)) loss = metrics['loss'] ?? NaN
    console.log(JSON.stringify({ seconds: (performance.now() - began) / 1000, loss }))
  } catch (error) {
    console.log(JSON.stringify({ error: String(error) }))
  }
}
