import * as tf from '@tensorflow/tfjs'
import * as fc from 'fast-check'
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { choice, outputsOf, struct, type Task } from '../../src/core.ts'
import { architecture as anyArchitecture } from '../../src/testing/index.ts'
import {
  anyFamily,
  buildCellDag,
  buildCnn2d,
  buildMlp,
  cellDagChildren,
  type ChildFamily,
  cnn2dChildren,
  fromBuilder,
  mlpChildren,
  modelCost,
  articleCnn1dChildren,
  trainableVariables,
} from '../../src/tfjs/index.ts'
import { readBatch } from '../../src/tfjs/training/readBatch.ts'
import { backends, useBackend } from '../support/backends.ts'
import { expectClose } from '../support/golden.ts'
import { childrenOf, images, type Job, oneNumber, train, twoClasses } from './support.ts'

const fast = { optimizer: 'adam', learningRate: 0.02, batchSize: 12 } as const
const budget = { steps: 30 }

const own = fromBuilder(struct({ units: choice(8, 16) }), ({ units }, t, task) =>
  t.sequential({
    layers: [
      t.layers.flatten({ inputShape: [...task.input] }),
      t.layers.dense({ units, activation: 'relu' }),
      t.layers.dropout({ rate: 0.1 }),
      t.layers.dense({ units: outputsOf(task) }),
    ],
  }),
)

/** Each family, and an architecture that learns fast. */
const families: ReadonlyArray<readonly [ChildFamily<unknown>, unknown]> = [
  [
    anyFamily(articleCnn1dChildren()),
    { layers: [{ kernel: 9, filters: 4, pool: 2, dropout: 0 }], training: fast },
  ],
  [
    anyFamily(cnn2dChildren()),
    {
      stages: [
        { filters: 4, kernel: 3, convolutions: 1, batchNorm: true, skip: true, pool: 'max' },
      ],
      dropout: 0,
      training: fast,
    },
  ],
  [
    anyFamily(
      cnn2dChildren({ head: struct({ features: choice('flatten'), units: choice(0, 8) }) }),
    ),
    {
      stages: [
        { filters: 8, kernel: 3, convolutions: 1, batchNorm: false, skip: false, pool: 'max' },
      ],
      head: { features: 'flatten', units: 8 },
      dropout: 0,
    },
  ],
  [
    anyFamily(cellDagChildren()),
    {
      cell: { '0-1': 'conv1x1', '0-2': 'skip', '1-2': 'avgpool3x3' },
      filters: 3,
      cells: 1,
      training: fast,
    },
  ],
  [
    anyFamily(mlpChildren()),
    { layers: [{ units: 16, activation: 'relu', batchNorm: false, dropout: 0 }], training: fast },
  ],
  [anyFamily(own), { units: 16 }],
]

const tasks: ReadonlyArray<readonly [string, Task]> = [
  ['three classes', { input: [8, 6, 2], target: { _tag: 'Classes', count: 3 } }],
  ['a number', { input: [8, 6, 2], target: { _tag: 'Number' } }],
]

describe.each(backends)('children on %s', (backend) => {
  let before = 0
  beforeAll(() => useBackend(backend))
  beforeEach(() => void (before = tf.memory().numTensors))
  afterEach(() => expect(tf.memory().numTensors).toBe(before))

  describe.each(families.map(([family, learns]) => ({ name: family.name, family, learns })))(
    'of $name',
    ({ family, learns }) => {
      it.each(tasks)('are built for %s, whatever the architecture', (_, task) => {
        const { space, build } = childrenOf(family, task)
        fc.assert(
          fc.property(anyArchitecture(space), (architecture) => {
            const child = build(architecture, 1)
            expect(child.inputs[0]!.shape.slice(1).reduce((a, b) => a! * b!, 1)).toBe(96)
            expect(child.outputs.map(({ shape }) => shape)).toEqual([[null, outputsOf(task)]])
            const said = tf.tidy(() => {
              const input = tf.randomUniform([2, ...child.inputs[0]!.shape.slice(1).map(Number)])
              return (child.predict(input) as tf.Tensor).dataSync()
            })
            expect(said.every(Number.isFinite)).toBe(true)
            expect(said.length).toBe(2 * outputsOf(task))
            const fixed = child.nonTrainableWeights.reduce((n, w) => n + w.shape[0]!, 0)
            expect(modelCost(child).parameters).toBe(child.countParams() - fixed)
            child.dispose()
          }),
          { numRuns: 4 },
        )
      })

      it('begin with the same weights for the same seed, with others for another', () => {
        const { build } = childrenOf(family, twoClasses)
        const kernels = (seed: number) => {
          const child = build(learns, seed)
          const matrices = child.getWeights().filter(({ rank }) => rank > 1)
          const read = matrices.map((matrix) => [...matrix.dataSync()])
          child.dispose()
          return read
        }
        const first = kernels(1)
        expect(kernels(1)).toEqual(first)
        kernels(2).forEach((kernel, i) => expect(kernel).not.toEqual(first[i]))
      })

      it('learn to tell classes better than a guess', async () => {
        const data = { train: images(twoClasses, 24), validation: images(twoClasses, 16, 2) }
        const children = childrenOf(family, twoClasses)
        const said = await train(children, twoClasses, learns, data, { training: fast, budget })
        const { accuracy, ...rest } = said.at(-1)!
        expect(accuracy).toBeGreaterThan(0.9)
        expect(Object.keys(rest).sort()).toEqual(['flops', 'loss', 'parameters', 'seconds'])
      })

      it('learn a number better than its mean', async () => {
        const data = { train: images(oneNumber, 24), validation: images(oneNumber, 16, 2) }
        const children = childrenOf(family, oneNumber)
        const said = await train(children, oneNumber, learns, data, { training: fast, budget })
        expect(said.at(-1)!['r2']).toBeGreaterThan(0.5)
      })

      it('leave no tensor behind, also when stopped or diverged', async () => {
        const children = childrenOf(family, twoClasses)
        const on = (scale: number, job: Job) => {
          const data = images(twoClasses, 20, 1, scale)
          return train(children, twoClasses, learns, { train: data, validation: data }, job)
        }
        const aborted = new AbortController()
        await on(1, {
          budget: { steps: 100 },
          signal: aborted.signal,
          hear: () => {
            aborted.abort()
          },
        })
        await expect(on(NaN, {})).rejects.toMatchObject({ _tag: 'Diverged' })
      })
    },
  )
})

describe('children on both backends', () => {
  const task: Task = { input: [7, 5, 2], target: { _tag: 'Classes', count: 3 } }
  const stage = { filters: 3, kernel: 3, convolutions: 2, batchNorm: true, skip: true } as const
  const stages = (['max', 'average', 'average'] as const).map((pool) => ({ ...stage, pool }))
  const cell = {
    '0-1': 'conv3x3',
    '0-2': 'avgpool3x3',
    '1-2': 'conv1x1',
    '0-3': 'skip',
    '1-3': 'none',
    '2-3': 'avgpool3x3',
  } as const
  const layers = [{ units: 4, activation: 'swish', batchNorm: true, dropout: 0 }] as const

  it.each<[string, () => tf.LayersModel]>([
    ['cnn2d', () => buildCnn2d(task)({ stages, dropout: 0 }, 1)],
    ['cell-dag', () => buildCellDag(task)({ cell, filters: 3, cells: 1 }, 1)],
    ['mlp', () => buildMlp(task)({ layers }, 1)],
  ])('of %s have the same weights, outputs and gradients', async (_, build) => {
    const numbers: Array<ReadonlyArray<number>> = []
    for (const backend of backends) {
      await useBackend(backend)
      const child = build()
      numbers.push(
        tf.tidy(() => {
          const values = Float32Array.from({ length: 280 }, (_, i) => ((i * 7919) % 97) / 97)
          const logits = () =>
            readBatch(child, tf.tensor(values, [4, ...task.input]), true).flatten()
          const weights = trainableVariables(child)
          const { value, grads } = tf.variableGrads(() => logits().square().mean(), weights)
          return [
            ...weights.flatMap((weight) => [...weight.dataSync()]),
            ...value.dataSync(),
            ...weights.flatMap(({ name }) => [...grads[name]!.dataSync()]),
          ]
        }),
      )
      child.dispose()
    }
    expectClose(numbers[0]!, numbers[1]!, 1e-3)
  })
})
