import * as tf from '@tensorflow/tfjs'
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type CellOperation, type Task } from '../../src/core.ts'
import { buildCellDag, buildCnn2d, buildMlp, modelCost } from '../../src/tfjs/index.ts'
import { averagePool } from '../../src/tfjs/kernels/averagePool.ts'
import { backends, useBackend } from '../support/backends.ts'
import { expectClose } from '../support/golden.ts'

const task: Task = { input: [4, 5, 3], target: { _tag: 'Classes', count: 2 } }
const stage = { kernel: 3, convolutions: 1, batchNorm: false, skip: true, pool: 'none' } as const
const names = (model: tf.LayersModel): ReadonlyArray<string> => model.layers.map(({ name }) => name)

/** What layers of a model put out for an input, by their names. */
const outputsAt = (
  model: tf.LayersModel,
  at: ReadonlyArray<string>,
  x: tf.Tensor,
): ReadonlyArray<tf.Tensor> => {
  // Layers of one output each.
  const outputs = at.map((name) => model.getLayer(name).output as tf.SymbolicTensor)
  return [tf.model({ inputs: model.inputs, outputs }).predict(x) as tf.Tensor[]].flat()
}

const input = (): tf.Tensor =>
  tf.tensor(
    Float32Array.from({ length: 120 }, (_, i) => ((i * 7919) % 31) / 15 - 1),
    [2, ...task.input],
  )

describe.each(backends)('on %s', (backend) => {
  let before = 0
  beforeAll(() => useBackend(backend))
  beforeEach(() => void (before = tf.memory().numTensors))
  afterEach(() => expect(tf.memory().numTensors).toBe(before))

  describe('a stage of cnn2d with a skip connection', () => {
    const build = (filters: number, kernels?: 'zeroed') => {
      const child = buildCnn2d(task)({ stages: [{ ...stage, filters }], dropout: 0 }, 1)
      if (kernels === 'zeroed')
        tf.tidy(() => child.setWeights(child.getWeights().map(tf.zerosLike)))
      return child
    }

    it('is relu(input) where its kernels are zero', () => {
      const child = build(3, 'zeroed')
      tf.tidy(() => {
        const x = input()
        const [stages] = outputsAt(child, ['relu_1'], x)
        expectClose(stages!.dataSync(), [...x.relu().dataSync()], 1e-6)
      })
      child.dispose()
    })

    it('is relu(input + f(input))', () => {
      const child = build(3)
      tf.tidy(() => {
        const x = input()
        const [f, stages] = outputsAt(child, ['conv_1_1', 'relu_1'], x)
        expect(Math.max(...f!.abs().dataSync())).toBeGreaterThan(0.1)
        expectClose(stages!.dataSync(), [...f!.add(x).relu().dataSync()], 1e-5)
      })
      expect(names(child)).not.toContain('project_1')
      child.dispose()
    })

    it('projects an input of other channels by a 1x1 convolution', () => {
      const child = build(4)
      expect(child.getLayer('project_1').getWeights()[0]!.shape).toEqual([1, 1, 3, 4])
      expect(modelCost(child).parameters).toBe(3 * 3 * 3 * 4 + 4 + (3 * 4 + 4) + (4 * 2 + 2))
      child.dispose()
    })
  })

  it('cnn2d halves the image where it pools', () => {
    const shapes = (pool: 'max' | 'average' | 'none') => {
      const stages = [{ ...stage, filters: 2, pool }]
      const child = buildCnn2d(task)({ stages, dropout: 0 }, 1)
      // The only input of that layer.
      const { shape } = child.getLayer('global_pool').input as tf.SymbolicTensor
      child.dispose()
      return shape
    }
    expect(shapes('none')).toEqual([null, 4, 5, 2])
    expect(shapes('max')).toEqual([null, 2, 3, 2])
    expect(shapes('average')).toEqual([null, 2, 3, 2])
  })

  describe('a cell', () => {
    const build = (cell: Readonly<Record<string, CellOperation>>) =>
      buildCellDag(task)({ cell, filters: 4, cells: 1 }, 1)

    it('has the parameters counted by hand', () => {
      const child = build({
        '0-1': 'conv3x3',
        '0-2': 'skip',
        '1-2': 'conv1x1',
        '0-3': 'none',
        '1-3': 'avgpool3x3',
        '2-3': 'conv1x1',
      })
      const norm = (filters: number) => 2 * filters
      const cell = (filters: number) =>
        9 * filters * filters + 2 * filters * filters + 3 * norm(filters)
      const stem = 9 * 3 * 4 + norm(4)
      const reduction = 9 * 4 * 8 + norm(8)
      const parameters = stem + cell(4) + reduction + cell(8) + (8 * 2 + 2)
      expect(modelCost(child).parameters).toBe(parameters)
      // Moving mean and variance of every normalisation are no parameters.
      expect(child.countParams()).toBe(parameters + norm(4) + 3 * norm(4) + norm(8) + 3 * norm(8))
      child.dispose()
    })

    it('adds at each node what its edges bring', () => {
      const child = build({
        '0-1': 'skip',
        '0-2': 'skip',
        '1-2': 'skip',
        '0-3': 'skip',
        '1-3': 'avgpool3x3',
        '2-3': 'skip',
      })
      tf.tidy(() => {
        const [x, node] = outputsAt(child, ['stem_norm', 'cell_1_1_node_3'], input())
        // One from node 0, the average of one from node 1, two from node 2.
        const average = averagePool(x as tf.Tensor4D, 3, 1)
        expectClose(node!.dataSync(), [...x!.mul(3).add(average).dataSync()], 1e-4)
      })
      child.dispose()
    })

    // tfjs freed what a layer took twice before another layer had read it.
    it.each<readonly [CellOperation, CellOperation, CellOperation]>([
      ['skip', 'avgpool3x3', 'skip'],
      ['none', 'avgpool3x3', 'avgpool3x3'],
      ['none', 'skip', 'conv3x3'],
      ['skip', 'conv1x1', 'conv3x3'],
      ['conv1x1', 'skip', 'skip'],
    ])('predicts where a node is the input twice and %s, %s, %s follow', (first, second, third) => {
      const child = build({
        '0-1': 'skip',
        '0-2': 'skip',
        '1-2': 'skip',
        '0-3': first,
        '1-3': second,
        '2-3': third,
      })
      tf.tidy(() => {
        const x = input()
        // Nothing is freed of a model that puts out what each layer does.
        const expected = outputsAt(child, names(child), x).at(-1)
        const predicted = child.predict(x)
        expectClose([predicted].flat()[0]!.dataSync(), [...expected!.dataSync()], 1e-5)
      })
      child.dispose()
    })

    it('leaves out what the input does not reach, and what leads nowhere', () => {
      const child = build({
        '0-1': 'none',
        '0-2': 'conv3x3',
        '1-2': 'conv1x1',
        '0-3': 'skip',
        '1-3': 'conv1x1',
        '2-3': 'none',
      })
      expect(names(child).filter((name) => name.startsWith('cell'))).toEqual([])
      expect(tf.memory().numTensors - before).toBe(child.weights.length)
      child.dispose()
    })
  })

  it('an mlp without layers is linear', () => {
    const child = buildMlp({ input: [4, 5, 3], target: { _tag: 'Number' } })({ layers: [] }, 1)
    tf.tidy(() => {
      const [kernel, ...rest] = child.getWeights()
      expect(rest.map(({ shape }) => shape)).toEqual([[1]])
      const x = input().reshape([2, 60])
      const said = (child.predict(x) as tf.Tensor).dataSync()
      expectClose(said, [...tf.matMul(x, kernel!).dataSync()], 1e-5)
    })
    child.dispose()
  })

  it.each([
    [3, 1],
    [2, 2],
    [3, 2],
  ])('averages windows of %i at stride %i, with the gradient of differences', (window, stride) => {
    tf.tidy(() => {
      const x = input().as4D(2, 4, 5, 3)
      const f = (images: tf.Tensor) =>
        averagePool(images as tf.Tensor4D, window, stride)
          .square()
          .sum<tf.Scalar>()
      const gradient = tf.grad(f)(x).dataSync()
      const pooled = tf.avgPool(x, window, stride, 'same')
      expectClose(averagePool(x, window, stride).dataSync(), [...pooled.dataSync()], 1e-5)
      for (const i of [0, 14, 31, 59, 119]) {
        const step = tf.oneHot([i], 120).reshape(x.shape).mul(0.1)
        // Of a quadratic function the central difference is the derivative.
        const difference = f(x.add(step))
          .sub(f(x.sub(step)))
          .div(0.2)
        expect(gradient[i]).toBeCloseTo(difference.dataSync()[0]!, 3)
      }
    })
  })

  it('cnn2d and cell-dag are the same network when they are stored and loaded', async () => {
    const stages = [{ ...stage, filters: 2, pool: 'average' }] as const
    for (const child of [
      buildCnn2d(task)({ stages, dropout: 0.3 }, 1),
      buildCellDag(task)({ cell: { '0-1': 'avgpool3x3' }, filters: 2, cells: 1 }, 1),
    ]) {
      let stored: tf.io.ModelArtifacts = {}
      const done = {
        modelArtifactsInfo: { dateSaved: new Date(), modelTopologyType: 'JSON' },
      } as const
      await child.save(
        tf.io.withSaveHandler((artifacts) => {
          stored = artifacts
          return Promise.resolve(done)
        }),
      )
      const loaded = await tf.loadLayersModel(tf.io.fromMemory(stored))
      tf.tidy(() => {
        const [was, is] = [child, loaded].map((model) => model.predict(input()) as tf.Tensor)
        expectClose(is!.dataSync(), [...was!.dataSync()], 1e-5)
      })
      child.dispose()
      loaded.dispose()
    }
  })
})
