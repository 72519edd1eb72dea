import * as tf from '@tensorflow/tfjs'
import * as E from 'fp-ts/lib/Either.js'
import { beforeAll, describe, expect, it, vi } from 'vitest'
import { mnistTask, optimizerNames, randomState, sample, type Task } from '../../src/core.ts'
import {
  buildArticleCnn1d,
  familyByName,
  familyNames,
  objectiveOf,
  SeededDropout,
  toTensors,
  trainModel,
} from '../../src/tfjs/index.ts'
import { nativeBackend } from '../../src/tfjs/kernels/native.ts'
import { allLayers } from '../../src/tfjs/model/allLayers.ts'
import { eagerUpdate } from '../../src/tfjs/training/eagerUpdate.ts'
import { graphUpdate } from '../../src/tfjs/training/graphUpdate.ts'
import { type Update } from '../../src/tfjs/training/Update.ts'
import { useBackend } from '../support/backends.ts'
import { expectClose } from '../support/golden.ts'
import { childrenOf, forever, images, oneNumber, twoClasses, weightsOf } from './support.ts'

type Build = () => tf.LayersModel
const training = { optimizer: 'adam', learningRate: 0.01, batchSize: 8 } as const

beforeAll(() => useBackend('native'))

/** Trains by steps on batches of 8 and of 4, and tells losses and the weights after. */
const trained = (
  build: Build,
  task: Task,
  make: (model: tf.LayersModel, batches: Parameters<typeof graphUpdate>[4]) => Update | undefined,
  steps = 5,
) => {
  const model = build()
  const { inputs, labels } = toTensors(images(task, 12))
  const batch = (from: number, size: number) =>
    [inputs.slice(from, size), labels.slice(from, size)] as const
  const batches = [batch(0, 8), batch(8, 4)] as const
  const seed = (step: number) =>
    allLayers(model)
      .filter((layer) => layer instanceof SeededDropout)
      .forEach((layer, i) => layer.seedStep(i, step))
  seed(0)
  const first = weightsOf(model)
  const update = make(model, batches)
  // Preparing changes nothing.
  expect(weightsOf(model)).toEqual(first)
  const losses = Array.from({ length: steps }, (_, step) => {
    seed(step)
    const loss = update?.apply(...batches[step % 2]!)
    const [value = NaN] = loss?.dataSync() ?? []
    loss?.dispose()
    return value
  })
  update?.settle()
  const weights = weightsOf(model).flat()
  update?.dispose()
  model.dispose()
  tf.dispose([inputs, labels, batches.flat()])
  return { made: update !== undefined, losses, weights }
}

/** Shows that a graph trains as tfjs does, to single precision. */
const agrees = (build: Build, task: Task, choice: Parameters<typeof eagerUpdate>[2] = training) => {
  const graph = trained(build, task, (model, batches) =>
    graphUpdate(nativeBackend()!, model, objectiveOf(task, model), choice, batches),
  )
  const eager = trained(build, task, (model) =>
    eagerUpdate(model, objectiveOf(task, model), choice),
  )
  expect(graph.made).toBe(true)
  expectClose(graph.losses, eager.losses, 1e-4)
  const apart = graph.weights.map((weight, i) => Math.abs(weight - eager.weights[i]!))
  expect(graph.weights.length).toBe(eager.weights.length)
  expect(apart.reduce((most, each) => Math.max(most, each), 0)).toBeLessThan(1e-4)
}

describe('steps as one graph', () => {
  const drawn = familyNames.flatMap((name) =>
    [twoClasses, twoClasses, oneNumber].map((task, i) => ({
      ...{ name, target: task.target._tag, seed: i + 1, task },
    })),
  )

  it.each(drawn)('are those of tfjs: $name, $target, $seed', ({ name, task, seed }) => {
    const { space, build } = childrenOf(familyByName(name), task)
    // The first that the space takes.
    const drawFrom = (start: number): unknown => {
      const [found] = sample(space)(randomState(start))
      return E.isRight(found) ? found.right : drawFrom(start + 100)
    }
    const architecture = drawFrom(seed)
    // Adam makes much of what little gradients have in their last bits.
    const descent = { ...training, optimizer: 'sgd' } as const
    agrees(() => build(architecture, seed), task, descent)
  })

  it.each(optimizerNames)('are those of tfjs by the optimizer %s', (optimizer) => {
    const { build } = childrenOf(familyByName('mlp'), twoClasses)
    const layers = [{ units: 6, activation: 'tanh', batchNorm: true, dropout: 0.3 }]
    agrees(() => build({ layers }, 1), twoClasses, { ...training, optimizer })
  })

  it('have another mask for each dropout at each step', () => {
    const cnn = { ...mnistTask, length: 36, classes: 2, poolStride: 'one' } as const
    const layers = [0.4, 0.6].map((dropout) => ({ kernel: 3, filters: 4, pool: 3, dropout }))
    agrees(() => buildArticleCnn1d(cnn)({ layers }, 1), twoClasses)
  })

  it('have the loss that regularizers ask', () => {
    const build = () =>
      tf.sequential({
        layers: [
          tf.layers.flatten({ inputShape: [6, 6, 1] }),
          tf.layers.dense({
            units: 2,
            kernelInitializer: 'ones',
            kernelRegularizer: tf.regularizers.l1l2({ l1: 0.1, l2: 0.2 }),
          }),
        ],
      })
    agrees(build, twoClasses)
  })

  class Twice extends tf.layers.Layer {
    static readonly className = 'Dropout'
    private calls = 0
    override call(inputs: tf.Tensor | Array<tf.Tensor>): tf.Tensor {
      const [input] = Array.isArray(inputs) ? inputs : [inputs]
      this.calls += 1
      return input!.mul(this.calls)
    }
  }

  it.each<[string, () => tf.layers.Layer]>([
    ['a dropout that draws from Math.random', () => tf.layers.dropout({ rate: 0.5 })],
    ['noise that does', () => tf.layers.gaussianNoise({ stddev: 1 })],
    ['a layer of someone’s own, whatever its name', () => new Twice({})],
  ])('are not made of a network with %s', (_, layer) => {
    const build = () =>
      tf.sequential({
        layers: [
          tf.layers.flatten({ inputShape: [6, 6, 1] }),
          layer(),
          tf.layers.dense({ units: 2, kernelInitializer: 'ones' }),
        ],
      })
    const { made } = trained(build, twoClasses, (model, batches) =>
      graphUpdate(nativeBackend()!, model, objectiveOf(twoClasses, model), training, batches),
    )
    expect(made).toBe(false)
  })

  it('go on from weights that someone else has given the model', () => {
    const { build } = childrenOf(familyByName('mlp'), twoClasses)
    const model = build({ layers: [] }, 1)
    const { inputs, labels } = toTensors(images(twoClasses, 8))
    const objective = objectiveOf(twoClasses, model)
    const update = graphUpdate(nativeBackend()!, model, objective, training, [[inputs, labels]])!
    const lossOf = () => tf.tidy(() => update.apply(inputs, labels).dataSync()[0]!)
    const first = lossOf()
    update.settle()
    expect(lossOf()).toBeLessThan(first)
    update.settle()
    tf.tidy(() => {
      model.setWeights(model.getWeights().map((weight) => tf.zerosLike(weight)))
    })
    expect(lossOf()).toBeCloseTo(Math.log(2), 5)
    update.dispose()
    model.dispose()
    tf.dispose([inputs, labels])
  })

  it('are what a training of many steps takes, and give the model their weights at each report', async () => {
    const { build } = childrenOf(familyByName('mlp'), twoClasses)
    const examples = toTensors(images(twoClasses, 20))
    const model = build({ layers: [] }, 1)
    const native = nativeBackend()!
    const runs = vi.spyOn(native, 'runSavedModel')
    const seen: Array<string> = []
    const said = trainModel(model, examples, {
      ...{ budget: { steps: 40 }, seed: 1, signal: forever, training },
      objective: objectiveOf(twoClasses, model),
    })
    for await (const { step } of said) seen.push(`${step}: ${weightsOf(model).flat().join()}`)
    expect(runs.mock.calls.length).toBeGreaterThanOrEqual(40)
    runs.mockRestore()
    expect(new Set(seen).size).toBe(4)
    model.dispose()
    tf.dispose([examples.inputs, examples.labels])
  })
})
