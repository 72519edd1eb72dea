import * as tf from '@tensorflow/tfjs'
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type Task } from '../../src/core.ts'
import {
  disposeExamples,
  evaluateModel,
  givesProbabilities,
  objectiveOf,
  toTensors,
  withProbabilities,
} from '../../src/tfjs/index.ts'
import { withItsVariables } from '../../src/tfjs/families/withItsVariables.ts'
import { backends, useBackend } from '../support/backends.ts'
import { expectClose } from '../support/golden.ts'

/** A network that puts out what it reads. */
const identity = (size: number): tf.LayersModel =>
  tf.sequential({
    layers: [
      tf.layers.dense({
        units: size,
        inputShape: [size],
        kernelInitializer: 'identity',
        biasInitializer: 'zeros',
      }),
    ],
  })

const aNumber: Task = { input: [1], target: { _tag: 'Number' } }
const threeClasses: Task = { input: [3], target: { _tag: 'Classes', count: 3 } }

describe.each(backends)('objectives on %s', (backend) => {
  let before = 0
  beforeAll(() => useBackend(backend))
  beforeEach(() => void (before = tf.memory().numTensors))
  afterEach(() => expect(tf.memory().numTensors).toBe(before))

  const measure = async (
    outputs: ReadonlyArray<number>,
    labels: ReadonlyArray<number>,
    labelScale?: number,
    batch?: number,
  ) => {
    const model = identity(1)
    const examples = toTensors({
      count: labels.length,
      shape: [1],
      values: Float32Array.from(outputs),
      scale: 1,
      labels: Float32Array.from(labels),
    })
    const measured = await evaluateModel(
      model,
      examples,
      objectiveOf(aNumber, model, labelScale),
      batch,
    )
    model.dispose()
    disposeExamples(examples)
    return measured
  }

  it.each([1, 2, 250])('measure a number as by hand, in batches of %i', async (batch) => {
    const { loss, rmse, mae, r2 } = await measure([1, 3, 5], [2, 3, 7], 10, batch)
    // Errors of 1, 0 and 2; labels whose squares about their mean of 4 are 4, 1 and 9.
    expect(loss).toBeCloseTo(5 / 3, 5)
    expect(rmse).toBeCloseTo(10 * Math.sqrt(5 / 3), 4)
    expect(mae).toBeCloseTo(10, 5)
    expect(r2).toBeCloseTo(1 - 5 / 14, 5)
  })

  it('explain no variance by the mean, nor where there is none', async () => {
    expect((await measure([4, 4, 4], [2, 3, 7]))['r2']).toBeCloseTo(0, 5)
    expect((await measure([5, 6], [0.1, 0.1]))['r2']).toBe(0)
  })

  it('explain the variance of numbers far from zero', async () => {
    const years = Array.from({ length: 300 }, (_, i) => 2000 + (i % 10))
    const { r2 } = await measure(
      years.map((year) => year + 1),
      years,
    )
    expect(r2).toBeCloseTo(1 - 1 / 8.25, 4)
  })

  const logits = [
    [2, -1, 0.5],
    [0, 0, 0],
    [-30, 30, 5],
    [1, 2, 3],
  ]
  const labels = [0, 2, 0, 1]

  it('lose and measure the same of logits and of probabilities', async () => {
    const model = identity(3)
    const other = withProbabilities(model)
    expect([givesProbabilities(model), givesProbabilities(other)]).toEqual([false, true])
    expect(withProbabilities(other)).toBe(other)
    const examples = toTensors({
      count: 4,
      shape: [3],
      values: Float32Array.from(logits.flat()),
      scale: 1,
      labels: Uint8Array.from(labels),
    })
    const wanted =
      logits
        .map((row, i) => Math.log(row.reduce((n, x) => n + Math.exp(x), 0)) - row[labels[i]!]!)
        .reduce((a, b) => a + b) / 4
    const both = [model, other].map((network) => ({
      network,
      objective: objectiveOf(threeClasses, network),
    }))
    for (const { network, objective } of both) {
      const { loss, accuracy } = await evaluateModel(network, examples, objective, 3)
      expect(accuracy).toBe(0.25)
      expectClose([loss], wanted, 1e-5)
    }
    tf.tidy(() => {
      const [plain, softmax] = both.map(({ network, objective }) =>
        tf
          .grad((x) => objective.loss(network.apply(x) as tf.Tensor2D, examples.labels))(
            examples.inputs,
          )
          .dataSync(),
      )
      expectClose(softmax!, [...plain!], 1e-4)
      expect(Math.max(...plain!.map(Math.abs))).toBeGreaterThan(0.2)
    })
    model.dispose()
    disposeExamples(examples)
  })

  it('know a softmax at the end, wherever it stands', () => {
    const dense = { units: 2, inputShape: [2] }
    const last = (activation: 'softmax' | 'relu') =>
      tf.sequential({ layers: [tf.layers.dense({ ...dense, activation })] })
    const branched = () => {
      const input = tf.input({ shape: [2] })
      const branches = (['softmax', 'linear'] as const).map(
        // A layer of one output.
        (activation) => tf.layers.dense({ units: 2, activation }).apply(input) as tf.SymbolicTensor,
      )
      const outputs = tf.layers.multiply().apply(branches) as tf.SymbolicTensor
      return tf.model({ inputs: input, outputs })
    }
    const followedBy = (layer: tf.layers.Layer) =>
      tf.sequential({ layers: [tf.layers.dense(dense), layer] })
    const networks: ReadonlyArray<readonly [boolean, () => tf.LayersModel]> = [
      [true, () => last('softmax')],
      [false, () => last('relu')],
      [true, () => followedBy(tf.layers.softmax())],
      [true, () => followedBy(tf.layers.activation({ activation: 'softmax' }))],
      [true, () => followedBy(last('softmax'))],
      [false, branched],
      [false, () => tf.sequential({ layers: [last('softmax'), tf.layers.dense({ units: 2 })] })],
    ]
    for (const [ends, make] of networks) {
      const { model, dispose } = withItsVariables(make)
      expect(givesProbabilities(model)).toBe(ends)
      dispose()
    }
  })
})
