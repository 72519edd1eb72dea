import * as tf from '@tensorflow/tfjs'
import fc from 'fast-check'
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { buildArticleCnn1d, objectiveOf, trainModel } from '../../src/tfjs/index.ts'
import { conv1d, conv1dOfSignal, conv1dPlain } from '../../src/tfjs/kernels/conv1d.ts'
import { conv1dMethod, fourierLength } from '../../src/tfjs/kernels/conv1dCost.ts'
import { denseOverTime, denseOverTimePlain } from '../../src/tfjs/kernels/denseOverTime.ts'
import { poolRelu, poolReluPlain } from '../../src/tfjs/kernels/poolRelu.ts'
import { adam, adamPlain } from '../../src/tfjs/training/Adam.ts'
import { crossEntropy, crossEntropyPlain } from '../../src/tfjs/training/loss.ts'
import { useBackend } from '../support/backends.ts'

/** A function of tensors that gives one. */
type Kernel = (...tensors: Array<tf.Tensor>) => tf.Tensor

/** A kernel on given types of tensors, as one on any. */
const kernel = (f: unknown): Kernel => f as Kernel

const normal = (shape: ReadonlyArray<number>, seed: number): tf.Tensor =>
  tf.randomNormal([...shape], 0, 1, 'float32', seed)

/** Whole numbers from -1 to 2: windows full of ties, and sums at which relu has its kink. */
const ties = (shape: ReadonlyArray<number>, seed: number): tf.Tensor =>
  tf.randomUniform([...shape], -1.49, 2.49, 'float32', seed).round()

/** The largest difference of two tensors, as a part of the second's largest number. */
const difference = (a: tf.Tensor, b: tf.Tensor): number => {
  expect(a.shape).toEqual(b.shape)
  return a.sub(b).abs().max().div(b.abs().max().add(1)).dataSync()[0]!
}

/** A kernel's values and gradients are its reference's, and it leaves no tensor behind. */
const expectEqual = (
  one: Kernel,
  reference: Kernel,
  make: () => ReadonlyArray<tf.Tensor>,
  tolerance = 1e-5,
): void => {
  const before = tf.memory().numTensors
  tf.tidy(() => {
    const inputs = [...make()]
    const expected = reference(...inputs)
    expect(difference(one(...inputs), expected)).toBeLessThan(tolerance)
    const slope = normal(expected.shape, 99)
    const gradients = tf.grads(one)(inputs, slope)
    tf.grads(reference)(inputs, slope).forEach((gradient, i) => {
      expect(difference(gradients[i]!, gradient)).toBeLessThan(tolerance)
    })
  })
  expect(tf.memory().numTensors).toBe(before)
}

const time = fc.integer({ min: 1, max: 24 })
const batch = fc.integer({ min: 1, max: 4 })
const channels = fc.integer({ min: 1, max: 9 })
const seed = fc.integer({ min: 1, max: 1e6 })
/** Odd and even, also far wider than the input. */
const window = fc.integer({ min: 1, max: 60 })
const runs = { numRuns: 40 }

describe('the native kernels', () => {
  let before = 0
  beforeAll(() => useBackend('native'))
  beforeEach(() => void (before = tf.memory().numTensors))
  afterEach(() => {
    expect(tf.memory().numTensors).toBe(before)
  })

  it.each(['direct', 'fourier'] as const)('convolve as tfjs does: %s', (method) => {
    fc.assert(
      fc.property(time, batch, channels, channels, window, seed, (t, b, i, o, w, s) => {
        expectEqual(
          kernel((x: tf.Tensor3D, f: tf.Tensor3D) => conv1d(x, f, { method })),
          kernel(conv1dPlain),
          () => [normal([t, b, i], s), normal([w, i, o], s + 1)],
        )
      }),
      runs,
    )
  })

  it('convolve one channel as tfjs does, with and without a gradient by it', () => {
    fc.assert(
      fc.property(time, batch, channels, window, seed, (t, b, o, w, s) => {
        const make = () => [normal([t, b, 1], s), normal([w, 1, o], s + 1)] as const
        expectEqual(kernel(conv1d), kernel(conv1dPlain), make)
        tf.tidy(() => {
          const [x] = make()
          expectEqual(
            kernel((f: tf.Tensor3D) => conv1d(x as tf.Tensor3D, f, { ofData: true })),
            kernel((f: tf.Tensor3D) => conv1dPlain(x as tf.Tensor3D, f)),
            () => [make()[1]],
          )
        })
      }),
      runs,
    )
  })

  it('convolve a signal and add a bias as tfjs does', () => {
    fc.assert(
      fc.property(time, batch, channels, window, seed, (t, b, o, w, s) => {
        tf.tidy(() => {
          const x: tf.Tensor3D = tf.randomNormal([t, b, 1], 0, 1, 'float32', s)
          expectEqual(
            kernel((f: tf.Tensor3D, bias: tf.Tensor1D) => conv1dOfSignal(x, f, bias)),
            kernel((f: tf.Tensor3D, bias: tf.Tensor1D) => conv1dPlain(x, f).add(bias)),
            () => [normal([w, 1, o], s + 1), normal([o], s + 2)],
          )
        })
      }),
      runs,
    )
  })

  it.each([
    ['numbers', normal],
    ['ties', ties],
  ])('pool and cut as tfjs does: %s', (_, numbers) => {
    fc.assert(
      fc.property(time, batch, channels, window, seed, (t, b, c, w, s) => {
        expectEqual(
          kernel((x: tf.Tensor3D, bias: tf.Tensor1D) => poolRelu(x, bias, w)),
          kernel((x: tf.Tensor3D, bias: tf.Tensor1D) => poolReluPlain(x, bias, w)),
          () => [numbers([t, b, c], s), numbers([c], s + 1)],
        )
      }),
      { numRuns: 60 },
    )
  })

  it('give each window’s gradient to one winner', () => {
    tf.tidy(() => {
      const x = tf.ones<tf.Rank.R3>([7, 1, 2])
      const pooled = (y: tf.Tensor) => poolRelu(y as tf.Tensor3D, tf.zeros<tf.Rank.R1>([2]), 3)
      // All are equal: the earliest of a window gets what comes to it.
      expect([...tf.grad(pooled)(x).slice([0, 0, 0], [7, 1, 1]).dataSync()]).toEqual([
        2, 1, 1, 1, 1, 1, 0,
      ])
    })
  })

  it('multiply the flattened as tfjs does', () => {
    fc.assert(
      fc.property(time, batch, channels, channels, seed, (t, b, c, u, s) => {
        expectEqual(kernel(denseOverTime), kernel(denseOverTimePlain), () => [
          normal([t, b, c], s),
          normal([t * c, u], s + 1),
          normal([u], s + 2),
        ])
      }),
      runs,
    )
  })

  it('judge logits as tfjs does', () => {
    fc.assert(
      fc.property(batch, fc.integer({ min: 2, max: 12 }), seed, (b, classes, s) => {
        const labels = tf.tensor1d(
          Array.from({ length: b }, (_, i) => (i * s) % classes),
          'int32',
        )
        expectEqual(
          kernel((logits: tf.Tensor2D) => crossEntropy(logits, labels)),
          kernel((logits: tf.Tensor2D) => crossEntropyPlain(logits, labels)),
          () => [normal([b, classes], s).mul(5)],
        )
        labels.dispose()
      }),
      runs,
    )
  })

  it('step as Adam composed of tfjs does, also after a value from elsewhere', () => {
    const [variable, reference] = tf.tidy(() => [
      tf.variable(normal([5, 3], 1)),
      tf.variable(normal([5, 3], 1)),
    ])
    const optimizers = [
      [variable, adam([variable], 0.01)],
      [reference, adamPlain([reference], 0.01)],
    ] as const
    tf.tidy(() => {
      for (let i = 1; i <= 6; i++)
        for (const [v, optimizer] of optimizers) {
          optimizer.apply({ [v.name]: normal([5, 3], i).mul(i) })
          if (i === 3) v.assign(tf.ones([5, 3]))
        }
      expect(difference(variable, reference)).toBeLessThan(1e-6)
      expect(difference(variable, tf.ones([5, 3]))).toBeGreaterThan(1e-3)
    })
    for (const [v, optimizer] of optimizers) {
      optimizer.dispose()
      v.dispose()
    }
  })
})

describe('a child of the article’s space', () => {
  beforeAll(() => useBackend('native'))

  it('says what its layers say, whatever its channels', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 20 }),
        fc.array(
          fc.record({
            kernel: fc.integer({ min: 1, max: 12 }),
            filters: fc.integer({ min: 1, max: 9 }),
            pool: fc.integer({ min: 1, max: 12 }),
          }),
          { minLength: 1, maxLength: 3 },
        ),
        (count, layers) => {
          const child = buildArticleCnn1d({
            length: 14,
            channels: 1,
            classes: 3,
            poolStride: 'one',
          })({ layers: layers.map((layer) => ({ ...layer, dropout: 0 })) }, 1)
          tf.tidy(() => {
            const x = normal([count, 14, 1], 5)
            // `predict` goes through the layers, `apply` through the kernels.
            expect(
              difference(child.apply(x) as tf.Tensor, child.predict(x) as tf.Tensor),
            ).toBeLessThan(1e-5)
          })
          child.dispose()
        },
      ),
      { numRuns: 15 },
    )
  })

  it('holds no more tensors after many steps than after few', async () => {
    const shape = { length: 12, channels: 1, classes: 2, poolStride: 'one' } as const
    const child = buildArticleCnn1d(shape)(
      { layers: [{ kernel: 3, filters: 2, pool: 2, dropout: 0.1 }] },
      1,
    )
    const examples = {
      count: 16,
      inputs: tf.randomUniform([16, 12, 1], 0, 1, 'float32', 7),
      labels: tf.tensor1d(
        Array.from({ length: 16 }, (_, i) => i % 2),
        'int32',
      ),
    }
    const held: Array<number> = []
    for await (const { step } of trainModel(child, examples, {
      budget: { steps: 100 },
      seed: 1,
      signal: new AbortController().signal,
      objective: objectiveOf({ input: [12, 1], target: { _tag: 'Classes', count: 2 } }, child),
      training: { optimizer: 'adam', learningRate: 0.001, batchSize: 4 },
      reportEvery: 25,
    }))
      held[step / 25 - 1] = tf.memory().numTensors
    expect(held).toEqual([held[0], held[0], held[0], held[0]])
    tf.dispose([examples.inputs, examples.labels])
    child.dispose()
  })
})

describe('away from the native backend', () => {
  beforeAll(() => useBackend('cpu'))

  it('every kernel is its reference', () => {
    tf.tidy(() => {
      const x = normal([6, 2, 3], 1) as tf.Tensor3D
      const filter = normal([3, 3, 2], 2) as tf.Tensor3D
      const bias = normal([3], 3) as tf.Tensor1D
      const weights = normal([18, 3], 4) as tf.Tensor2D
      expect(difference(conv1d(x, filter), conv1dPlain(x, filter))).toBe(0)
      expect(difference(poolRelu(x, bias, 4), poolReluPlain(x, bias, 4))).toBe(0)
      expect(
        difference(denseOverTime(x, weights, bias), denseOverTimePlain(x, weights, bias)),
      ).toBe(0)
    })
  })
})

describe('how a convolution is computed', () => {
  const sizes = { time: 784, batch: 100, inputs: 32, outputs: 64 }
  it('follows from its sizes alone', () => {
    expect(conv1dMethod({ ...sizes, window: 5 })).toBe('direct')
    expect(conv1dMethod({ ...sizes, window: 25 })).toBe('fourier')
    expect(conv1dMethod({ ...sizes, inputs: 1, window: 61 })).toBe('stacked')
  })

  it('transforms at an even length of small primes', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 5000 }), (least) => {
        const length = fourierLength(least)
        expect(length).toBeGreaterThanOrEqual(least)
        expect(length % 2).toBe(0)
        let rest = length
        for (const prime of [2, 3, 5, 7]) while (rest % prime === 0) rest /= prime
        expect(rest).toBe(1)
      }),
    )
  })
})
