import * as tf from '@tensorflow/tfjs'
import * as fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import { cnn1dCost, type Cnn1dTask, articleCnn1d } from '../../src/core.ts'
import { architecture } from '../../src/testing/index.ts'
import { buildCellDag, buildCnn2d, buildArticleCnn1d, modelCost } from '../../src/tfjs/index.ts'
import { withItsVariables } from '../../src/tfjs/families/withItsVariables.ts'
import { useBackend } from '../support/backends.ts'

const costOf = (make: () => tf.LayersModel) => {
  const { model, dispose } = withItsVariables(make)
  const cost = modelCost(model)
  dispose()
  return cost
}

describe('the cost of a network', () => {
  beforeAll(() => useBackend('cpu'))

  it.each(['one', 'size'] as const)(
    'is what is counted from a article-cnn1d architecture, stride %s',
    (poolStride) => {
      const task: Cnn1dTask = { length: 50, channels: 2, classes: 3, poolStride }
      fc.assert(
        fc.property(architecture(articleCnn1d({ task })), (child) => {
          expect(costOf(() => buildArticleCnn1d(task)(child, 1))).toEqual(cnn1dCost(task)(child))
        }),
        { numRuns: 15 },
      )
    },
  )

  it('is that counted by hand of a cnn2d', () => {
    const task = { input: [4, 4, 1], target: { _tag: 'Classes', count: 2 } } as const
    const stage = { filters: 3, kernel: 3, convolutions: 1, skip: true, pool: 'average' } as const
    const flops = (batchNorm: boolean) =>
      costOf(() => buildCnn2d(task)({ stages: [{ ...stage, batchNorm }], dropout: 0.1 }, 1)).flops
    const numbers = 4 * 4 * 3
    const convolution = 2 * 16 * (9 * 1 * 3)
    const projection = 2 * 16 * (1 * 3) + numbers
    const [sum, relu, pool] = [numbers, numbers, 2 * 2 * 3 * 4]
    const head = 2 * 2 * 3 + 2 * 3 * 2 + 2
    expect(flops(false)).toBe(convolution + numbers + projection + sum + relu + pool + head)
    // Batch normalisation stands for the bias.
    expect(flops(true)).toBe(flops(false))
  })

  it('is the same for an activation in a layer or after it', () => {
    const of = (layers: ReadonlyArray<tf.layers.Layer>) =>
      costOf(() => tf.sequential({ layers: [...layers] })).flops
    const dense = { units: 5, inputShape: [3] }
    expect(of([tf.layers.dense({ ...dense, activation: 'relu' })])).toBe(2 * 3 * 5 + 5 + 5)
    expect(of([tf.layers.dense(dense), tf.layers.reLU()])).toBe(2 * 3 * 5 + 5 + 5)
    expect(of([tf.layers.dense({ ...dense, inputShape: [7, 3], useBias: false })])).toBe(
      7 * 2 * 3 * 5,
    )
  })

  it('counts a layer at each use, and models in a model', () => {
    const shared = () => {
      const inputs = tf.input({ shape: [4] })
      const layer = tf.layers.dense({ units: 4 })
      const once = layer.apply(inputs) as tf.SymbolicTensor
      return tf.model({ inputs, outputs: layer.apply(once) as tf.SymbolicTensor })
    }
    const each = 2 * 4 * 4 + 4
    expect(costOf(shared)).toEqual({ parameters: 20, flops: 2 * each })
    const nested = () =>
      tf.sequential({ layers: [tf.layers.dense({ units: 4, inputShape: [2] }), shared()] })
    expect(costOf(nested)).toEqual({ parameters: 12 + 20, flops: 2 * 2 * 4 + 4 + 2 * each })
  })

  it('grows with the operations of a cell', () => {
    const task = { input: [8, 8, 3], target: { _tag: 'Number' } } as const
    const flops = (operation: 'skip' | 'avgpool3x3' | 'conv1x1' | 'conv3x3') =>
      costOf(() => buildCellDag(task)({ cell: { '0-1': operation }, filters: 8, cells: 1 }, 1))
        .flops
    expect(flops('avgpool3x3') - flops('skip')).toBe(9 * (64 * 8 + 16 * 16))
    expect(flops('conv3x3') - flops('conv1x1')).toBe(2 * 8 * (64 * 8 * 8 + 16 * 16 * 16))
  })
})
