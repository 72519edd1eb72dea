import * as tf from '@tensorflow/tfjs'
import { beforeAll, describe, expect, it } from 'vitest'
import {
  childTrainer,
  type ChildTrainerData,
  disposeExamples,
  articleCnn1dChildren,
  toTensors,
  weightBank,
} from '../../src/tfjs/index.ts'
import { useBackend } from '../support/backends.ts'
import { childrenOf, images, twoClasses } from './support.ts'

beforeAll(() => useBackend('native'))

const children = childrenOf(articleCnn1dChildren({ maxLayers: 2 }), twoClasses)
const layer = { kernel: 3, filters: 4, pool: 1, dropout: 0.2 }
const architecture = { layers: [layer] }

type How = Pick<ChildTrainerData, 'evaluationsPerTraining' | 'reportEvery' | 'inherit'>

const train = async (how: How, steps: number, child = architecture) => {
  const data = {
    train: toTensors(images(twoClasses, 200)),
    validation: toTensors(images(twoClasses, 60, 2)),
  }
  const job = { architecture: child, budget: { steps }, seed: 1 }
  const { signal } = new AbortController()
  const said: Array<Readonly<Record<string, unknown>>> = []
  try {
    const trainer = childTrainer(children, { task: twoClasses, ...data, ...how })
    for await (const one of trainer({ ...job, signal })) said.push({ ...one })
  } finally {
    disposeExamples(data.train)
    disposeExamples(data.validation)
  }
  return said
}
const metricsOf = (said: Readonly<Record<string, unknown>> | undefined): object =>
  Object(said?.['metrics']) as object

describe('evaluations of childTrainer on the way', () => {
  it('measure on the way what a child would measure if it ended there', async () => {
    const said = await train({ evaluationsPerTraining: 4, reportEvery: 3 }, 8)
    expect(said.map(({ step }) => step)).toEqual([2, 3, 4, 6, 8, undefined])
    for (const at of [0, 2, 3])
      expect(Object.keys(metricsOf(said[at])).sort()).toEqual(
        ['accuracy', 'flops', 'loss', 'parameters', 'seconds', 'trainingLoss'].sort(),
      )
    for (const at of [1, 4]) expect(Object.keys(metricsOf(said[at]))).toEqual(['loss'])
    const { accuracy, loss } = (await train({}, 4)).at(-1) ?? {}
    expect(said[2]).toMatchObject({ metrics: { accuracy, loss } })
  })

  it('change nothing of what is measured in the end', async () => {
    const seconds: unknown = expect.any(Number)
    const evaluated = { ...(await train({ evaluationsPerTraining: 3 }, 10)).at(-1), seconds }
    expect((await train({}, 10)).at(-1)).toEqual(evaluated)
  })
})

describe('a bank of weights', () => {
  it('gives a layer what the last one of its kind, place and shapes has learned', async () => {
    const bank = weightBank()
    const dense = (units: number) => tf.layers.dense({ units })
    const model = (...units: ReadonlyArray<number>) =>
      tf.sequential({
        layers: [
          tf.layers.dense({ units: units[0]!, inputShape: [3] }),
          ...units.slice(1).map(dense),
        ],
      })
    const [first, second, third, other] = [model(2, 4), model(2, 4), model(2, 5, 4), model(3)]
    const begun = tf.memory().numTensors
    expect(bank.load(first)).toBe(0)
    await bank.store(first)
    expect(bank.load(second)).toBe(2)
    const weights = (of: tf.LayersModel) => of.getWeights().map((w) => Array.from(w.dataSync()))
    expect(weights(second)).toEqual(weights(first))
    // Its second layer is of another shape, and its third of another place.
    expect(bank.load(third)).toBe(1)
    expect(weights(third).slice(0, 2)).toEqual(weights(first).slice(0, 2))
    expect(bank.load(other)).toBe(0)
    expect(tf.memory().numTensors).toBe(begun)
    for (const one of [first, second, third, other]) one.dispose()
  })

  it('holds no more numbers than it may, the oldest given up first', async () => {
    const bank = weightBank(20)
    const model = (units: number) =>
      tf.sequential({ layers: [tf.layers.dense({ units, inputShape: [3] })] })
    const [small, large] = [model(2), model(4)]
    await bank.store(small)
    await bank.store(large)
    expect([bank.load(small), bank.load(large)]).toEqual([0, 1])
    await bank.store(small)
    expect([bank.load(small), bank.load(large)]).toEqual([1, 0])
    small.dispose()
    large.dispose()
  })

  it('lets a child begin where the one before it ended, and holds no tensor', async () => {
    const inherit = weightBank()
    const [first] = (await train({ inherit, reportEvery: 1 }, 30)).slice(-1)
    const { numTensors } = tf.memory()
    const said = await train({ inherit, reportEvery: 1 }, 3)
    expect(tf.memory().numTensors).toBe(numTensors)
    const fresh = await train({ reportEvery: 1 }, 3)
    expect(said.at(-1)?.['loss']).toBeLessThan(Number(fresh.at(-1)?.['loss']))
    expect(Number(first?.['loss'])).toBeLessThan(Number(fresh.at(-1)?.['loss']))
    // Another child shares the convolution alone.
    const two = { layers: [layer, layer] }
    expect(await train({ inherit }, 1, two)).toHaveLength(2)
  })
})
