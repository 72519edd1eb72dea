/**
 * Trains the children of bench/children.ts in rxnas.
 *
 * tsx rxnasPeer.ts CHILDREN_JSON THREADS
 * Speaks as peer_pytorch.py does. Child -1 is the machine's limit in matrix products, -2 that of memory.
 */
import * as tf from '@tensorflow/tfjs'
import * as E from 'fp-ts/lib/Either.js'
import { createInterface } from 'node:readline'
import { mnistTask } from '../../src/core.ts'
import { loadEngine } from '../../src/node/index.ts'
import { buildArticleCnn1d, objectiveOf, trainModel } from '../../src/tfjs/index.ts'
import { type Layer } from './list.ts'

const [json = '[]', threads = '2'] = process.argv.slice(2)
const children = JSON.parse(json) as ReadonlyArray<ReadonlyArray<Layer>>

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

/** A training without an end, which goes on for so many steps each time that it is asked. */
const training = (layers: (typeof children)[number], steps: number) => {
  const model = buildArticleCnn1d({ ...mnistTask, poolStride: 'one' })(
    { layers: layers.map((layer) => ({ ...layer, dropout: 0 })) },
    1,
  )
  return trainModel(model, examples, {
    budget: { steps: 1e9 },
    seed: 1,
    signal: new AbortController().signal,
    objective: objectiveOf(task, model),
    reportEvery: steps,
  })
}

/** Seconds for 20 products of matrices of side 1,024, or for 20 sums of 10 million numbers. */
const limit = (of: 'products' | 'memory'): number =>
  tf.tidy(() => {
    const a = tf.ones<tf.Rank.R2>(of === 'products' ? [1024, 1024] : [1000, 10_000])
    const once = (): void => {
      ;(of === 'products' ? tf.matMul(a, a) : tf.add(a, a)).dispose()
    }
    once()
    const began = performance.now()
    for (let i = 0; i < 20; i++) once()
    return (performance.now() - began) / 1000
  })

/** Seconds that the cores have spent on this process. */
const processor = (): number => {
  const { user, system } = process.cpuUsage()
  return (user + system) / 1e6
}

const trainings = new Map<string, ReturnType<typeof training>>()
console.log(JSON.stringify({ version: engine.right }))
for await (const line of createInterface({ input: process.stdin })) {
  const { child, steps } = JSON.parse(line) as { readonly child: number; readonly steps: number }
  try {
    if (child < 0) {
      const seconds = limit(child === -1 ? 'products' : 'memory')
      console.log(JSON.stringify({ seconds, processor: processor() }))
      continue
    }
    const key = `${child}, ${steps} steps`
    const going = trainings.get(key) ?? training(children[child] ?? [], steps)
    trainings.set(key, going)
    const [began, spent] = [performance.now(), processor()]
    const { value } = await going.next()
    const loss = value?.metrics['loss'] ?? NaN
    const seconds = (performance.now() - began) / 1000
    console.log(JSON.stringify({ seconds, processor: processor() - spent, loss }))
  } catch (error) {
    console.log(JSON.stringify({ error: String(error) }))
  }
}
