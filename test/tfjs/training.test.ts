import * as tf from '@tensorflow/tfjs'
import { beforeAll, describe, expect, it } from 'vitest'
import {
  constant,
  outputsOf,
  type Task,
  type TrainingChoice,
  TrainingError,
} from '../../src/core.ts'
import {
  buildMlp,
  disposeExamples,
  type Examples,
  fromBuilder,
  mlpChildren,
  objectiveOf,
  articleCnn1dChildren,
  SeededDropout,
  toTensors,
  trainModel,
} from '../../src/tfjs/index.ts'
import { backends, useBackend } from '../support/backends.ts'
import { expectClose } from '../support/golden.ts'
import { childrenOf, forever, type Job, type Said, train, weightsOf } from './support.ts'

const task: Task = { input: [12, 1], target: { _tag: 'Classes', count: 2 } }
const architecture = { layers: [{ kernel: 3, filters: 4, pool: 2, dropout: 0.2 }] }
const training: TrainingChoice = { optimizer: 'adam', learningRate: 0.01, batchSize: 10 }

/** Class 1 has a bump in its second half. */
const bumps = (count: number, scale = 1): Examples => ({
  count,
  shape: [12, 1],
  values: Float32Array.from({ length: count * 12 }, (_, i) =>
    Math.floor(i / 12) % 2 === 1 && i % 12 > 6 ? 1 : ((i * 7919) % 13) / 26,
  ),
  scale,
  labels: Uint8Array.from({ length: count }, (_, i) => i % 2),
})

const trainOn = (data: Examples, job: Job = {}): Promise<ReadonlyArray<Said>> =>
  train(
    childrenOf(articleCnn1dChildren(), task),
    task,
    architecture,
    { train: data, validation: bumps(20) },
    { training, ...job },
  )

const failureOf = (said: Promise<unknown>): Promise<unknown> =>
  said.then(
    () => undefined,
    (error: unknown) => error,
  )

describe.each(backends)('training on %s', (backend) => {
  beforeAll(() => useBackend(backend))

  it('learns, and gives progress and then metrics', async () => {
    const said = await trainOn(bumps(44))
    expect(said.slice(0, -1).map((p) => [p['_tag'], p['step'], p['steps']])).toEqual(
      [10, 20, 30, 40, 50, 60].map((step) => ['Progress', step, 60]),
    )
    expect(said.at(-1)).toMatchObject({ accuracy: 1, parameters: 16 + 24 * 2 + 2 })
  })

  it('repeats itself for the same seed, dropout and order included', async () => {
    const numbers = async (seed: number) =>
      (await trainOn(bumps(44), { seed })).map((s) => ({ ...s, seconds: 0 }))
    const first = await numbers(3)
    expect(await numbers(3)).toEqual(first)
    expect(await numbers(4)).not.toEqual(first)
  })

  it('repeats a network with tfjs’s own dropout and initialisers, and leaves Math.random alone', async () => {
    const own = Math.random
    const children = childrenOf(
      fromBuilder(constant({}), (_, t, { input, ...rest }) =>
        t.sequential({
          layers: [
            t.layers.flatten({ inputShape: [...input] }),
            t.layers.dense({ units: 8, kernelInitializer: 'heNormal' }),
            t.layers.dropout({ rate: 0.5 }),
            t.layers.dense({ units: outputsOf({ input, ...rest }) }),
          ],
        }),
      ),
      task,
    )
    const losses = async (seed: number) => {
      const data = { train: bumps(20), validation: bumps(20) }
      const said = await train(children, task, {}, data, { seed, training, budget: { steps: 20 } })
      return said.map((s) => s['loss'] ?? s['metrics'])
    }
    const first = await losses(3)
    expect(await losses(3)).toEqual(first)
    expect(await losses(4)).not.toEqual(first)
    expect(Math.random).toBe(own)
  })

  it('leaves no tensor behind, also when stopped or diverged', async () => {
    await trainOn(bumps(20), { budget: { steps: 2 } })
    const before = tf.memory().numTensors
    await trainOn(bumps(20), { budget: { steps: 30 } })
    expect(tf.memory().numTensors).toBe(before)
    await trainOn(bumps(20), { budget: { steps: 10_000 }, signal: AbortSignal.timeout(60) })
    expect(tf.memory().numTensors).toBe(before)
    await failureOf(trainOn(bumps(20, NaN)))
    expect(tf.memory().numTensors).toBe(before)
  })

  it('stops where its signal is aborted, without metrics', async () => {
    const aborted = new AbortController()
    const said = await trainOn(bumps(20), {
      budget: { steps: 1e6 },
      signal: aborted.signal,
      hear: ({ step }) => step === 30 && aborted.abort(),
    })
    expect(said.map((s) => [s['_tag'], s['step']])).toEqual([
      ['Progress', 10],
      ['Progress', 20],
      ['Progress', 30],
    ])
  })

  it('fails with Diverged where the loss is no number', async () => {
    const failure = await failureOf(trainOn(bumps(20, NaN)))
    expect(TrainingError.is(failure)).toBe(true)
    expect(failure).toMatchObject({ _tag: 'Diverged', step: 1 })
  })

  it('takes a batch larger than the data for all of it', async () => {
    const steps = async (batchSize: number, count: number) => {
      const job = { budget: { epochs: 3 }, training: { ...training, batchSize } }
      return (await trainOn(bumps(count), job)).at(-2)!['steps']
    }
    expect(await steps(1000, 20)).toBe(3)
    expect(await steps(20, 20)).toBe(3)
    expect(await steps(8, 20)).toBe(9)
  })

  it('takes optimizer, learning rate and batch size from the architecture', async () => {
    const linear = childrenOf(mlpChildren(), { input: [1], target: { _tag: 'Number' } })
    const examples = toTensors({
      count: 4,
      shape: [1],
      values: Float32Array.of(1, 2, 3, 4),
      scale: 1,
      labels: Float32Array.of(1, 0, 2, 5),
    })
    const model = linear.build({ layers: [] }, 1)
    const [[weight] = [NaN]] = weightsOf(model)
    const decided = linear.training({
      layers: [],
      training: { optimizer: 'sgd', learningRate: 0.05, batchSize: 4 },
    })
    const said = trainModel(model, examples, {
      budget: { epochs: 1 },
      seed: 1,
      signal: forever,
      objective: objectiveOf({ input: [1], target: { _tag: 'Number' } }, model),
      training: decided,
    })
    for await (const { steps } of said) expect(steps).toBe(1)
    // Mean squared error of w x, over x = 1, 2, 3, 4.
    const errors = [1, 0, 2, 5].map((label, i) => weight! * (i + 1) - label)
    const mean = (values: ReadonlyArray<number>) => values.reduce((a, b) => a + b, 0) / 4
    expectClose(
      weightsOf(model).flat(),
      [
        weight! - 0.05 * mean(errors.map((error, i) => 2 * error * (i + 1))),
        -0.05 * mean(errors.map((error) => 2 * error)),
      ],
      1e-5,
    )
    model.dispose()
    disposeExamples(examples)
  })

  it.each([
    [{ ...training, batchSize: 0 }, /batch size of 0/],
    [{ ...training, batchSize: 2.5 }, /batch size of 2.5/],
    [{ ...training, learningRate: NaN }, /learning rate of NaN/],
    [{ ...training, optimizer: 'lion' as 'adam' }, /lion.*adam, sgd, momentum, rmsprop/],
  ])('refuses what is nothing to train by: %j', async (wrong, message) => {
    const failure = await failureOf(trainOn(bumps(20), { training: wrong }))
    expect(failure).toMatchObject({
      _tag: 'TrainerFailed',
      message: expect.stringMatching(message) as string,
    })
  })

  it('adds what regularizers ask to the loss', async () => {
    const firstLoss = async (l2: number) => {
      const model = tf.sequential({
        layers: [
          tf.layers.dense({
            units: 2,
            inputShape: [12],
            kernelInitializer: 'ones',
            kernelRegularizer: tf.regularizers.l2({ l2 }),
          }),
        ],
      })
      const examples = toTensors(bumps(10))
      const objective = objectiveOf(task, model)
      const options = { budget: { steps: 1 }, seed: 1, signal: forever, objective, training }
      const { value } = await trainModel(model, examples, options).next()
      model.dispose()
      disposeExamples(examples)
      return value!.metrics['loss']!
    }
    // 24 weights of one.
    expect((await firstLoss(0.5)) - (await firstLoss(0))).toBeCloseTo(0.5 * 24, 4)
  })

  it('drops another part of the activations at each step, and none when not training', () => {
    tf.tidy(() => {
      const layer = new SeededDropout(0.25, 'd')
      const ones = tf.ones([1000])
      const masks = [0, 1, 1].map((step) => {
        layer.seedStep(9, step)
        return [...(layer.apply(ones, { training: true }) as tf.Tensor).dataSync()]
      })
      expect(masks[1]).toEqual(masks[2])
      expect(masks[0]).not.toEqual(masks[1])
      const kept = masks[0]!.filter((x) => x > 0)
      expect(kept.every((x) => Math.abs(x - 4 / 3) < 1e-6)).toBe(true)
      expect(kept.length).toBeGreaterThan(700)
      expect(kept.length).toBeLessThan(800)
      expect([...(layer.apply(ones) as tf.Tensor).dataSync()]).toEqual([...ones.dataSync()])
    })
  })

  it('moves the averages of batch normalisation, and evaluates by them', async () => {
    const layers = [{ units: 3, activation: 'tanh', batchNorm: true, dropout: 0 }] as const
    const model = buildMlp(task)({ layers }, 1)
    const examples = toTensors(bumps(10))
    const x = examples.inputs.reshape([10, 12])
    const { mean, variance } = tf.moments(tf.matMul(x, model.getWeights()[0]!), 0)
    const steps = trainModel(model, examples, {
      budget: { steps: 1 },
      seed: 1,
      signal: forever,
      objective: objectiveOf(task, model),
      training,
    })
    for await (const { step } of steps) expect(step).toBe(1)
    tf.tidy(() => {
      const [kernel, gamma, beta, last, bias, average, spread] = model.getWeights()
      expectClose(average!.dataSync(), [...mean.mul(0.1).dataSync()], 1e-5)
      expectClose(spread!.dataSync(), [...variance.mul(0.1).add(0.9).dataSync()], 1e-5)
      const units = tf.matMul(x, kernel!).sub(average!).div(spread!.add(0.001).sqrt())
      const logits = tf.matMul(units.mul(gamma!).add(beta!).tanh(), last!).add(bias!)
      expectClose((model.predict(x) as tf.Tensor).dataSync(), [...logits.dataSync()], 1e-4)
    })
    tf.dispose([x, mean, variance])
    model.dispose()
    disposeExamples(examples)
  })
})
