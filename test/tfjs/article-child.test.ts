import * as tf from '@tensorflow/tfjs'
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type Cnn1dTask, glorotLimit } from '../../src/core.ts'
import { adam, buildArticleCnn1d, crossEntropy, trainableVariables } from '../../src/tfjs/index.ts'
import { backends, useBackend } from '../support/backends.ts'
import { expectClose, flat, golden, type Nested } from '../support/golden.ts'

interface Case {
  name: string
  length: number
  layers: ReadonlyArray<{ kernel: number; filters: number; pool: number }>
  input: Nested
  labels: ReadonlyArray<number>
  weights: Record<string, Nested>
  shapes: Record<string, ReadonlyArray<number>>
  expected: {
    logits: Nested
    loss: number
    gradients: Record<string, Nested>
    loss_after_adam_1: number
    loss_after_adam_2: number
    weights_after_adam_2: Record<string, Nested>
  }
}

const { cases } = golden<{ cases: ReadonlyArray<Case> }>('seed_child')

describe.each(backends)('the article’s child on %s', (backend) => {
  let before = 0
  beforeAll(() => useBackend(backend))
  beforeEach(() => void (before = tf.memory().numTensors))
  afterEach(() => expect(tf.memory().numTensors).toBe(before))

  it.each(cases)('is that of TensorFlow: $name', (c) => {
    const task: Cnn1dTask = { length: c.length, channels: 1, classes: 10, poolStride: 'one' }
    const child = buildArticleCnn1d(task)(
      { layers: c.layers.map((l) => ({ ...l, dropout: 0 })) },
      1,
    )
    const names = [
      ...c.layers.flatMap((_, i) => [`conv${i}_kernel`, `conv${i}_bias`]),
      'dense_kernel',
      'dense_bias',
    ]
    tf.tidy(() => {
      child.setWeights(names.map((n) => tf.tensor([...flat(c.weights[n]!)], [...c.shapes[n]!])))
      const x = tf.tensor([...flat(c.input)], [...c.shapes['input']!])
      const y = tf.tensor1d([...c.labels], 'int32')
      const logits = child.apply(x, { training: true }) as tf.Tensor2D
      expectClose(logits.dataSync(), c.expected.logits, 1e-5)

      const variables = trainableVariables(child)
      const optimizer = adam(variables, 0.001)
      const losses: Array<number> = []
      for (let i = 0; i < 3; i++) {
        const { value, grads } = tf.variableGrads(
          () => crossEntropy(child.apply(x, { training: true }) as tf.Tensor2D, y),
          variables,
        )
        losses.push(value.dataSync()[0]!)
        if (i === 0)
          variables.forEach((v, at) =>
            expectClose(grads[v.name]!.dataSync(), c.expected.gradients[names[at]!]!, 1e-4),
          )
        if (i < 2) optimizer.apply(grads)
        if (i === 1)
          variables.forEach((v, at) =>
            expectClose(v.dataSync(), c.expected.weights_after_adam_2[names[at]!]!, 1e-4),
          )
      }
      const { loss, loss_after_adam_1, loss_after_adam_2 } = c.expected
      expectClose(losses, [loss, loss_after_adam_1, loss_after_adam_2], 1e-5)
      optimizer.dispose()
    })
    child.dispose()
  })

  it('begins with Glorot weights and zero biases, the same for the same seed', () => {
    const build = (seed: number) =>
      buildArticleCnn1d({ length: 20, channels: 1, classes: 10, poolStride: 'size' })(
        { layers: [{ kernel: 5, filters: 8, pool: 2, dropout: 0.5 }] },
        seed,
      )
    const read = (seed: number) => {
      const child = build(seed)
      const weights = child.getWeights().map((w) => [...w.dataSync()])
      child.dispose()
      return weights
    }
    const [kernel, bias] = read(1)
    expect(read(1)).toEqual(read(1))
    expect(read(2)).not.toEqual(read(1))
    expect(bias!.every((b) => b === 0)).toBe(true)
    expect(Math.max(...kernel!.map(Math.abs))).toBeLessThanOrEqual(glorotLimit(5, 40))
    expect(Math.max(...kernel!.map(Math.abs))).toBeGreaterThan(0.8 * glorotLimit(5, 40))
  })
})

describe('Glorot limits', () => {
  const { values } = golden<{
    values: ReadonlyArray<{ fan_in: number; fan_out: number; limit: number }>
  }>('glorot')
  it.each(values)('are those of TensorFlow: $fan_in, $fan_out', ({ fan_in, fan_out, limit }) => {
    expectClose([glorotLimit(fan_in, fan_out)], limit, 1e-6)
  })
})
