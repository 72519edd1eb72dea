import type * as tf from '@tensorflow/tfjs'
import { beforeAll, describe, expect, it } from 'vitest'
import {
  bothExamples,
  buildMlp,
  disposeExamples,
  type ExampleTensors,
  objectiveOf,
  toTensors,
  trainAgainOnAll,
  trainKeepingBest,
  trainModel,
  trainUntilBest,
} from '../../src/tfjs/index.ts'
import { useBackend } from '../support/backends.ts'
import { forever, images, twoClasses } from './support.ts'

const training = { optimizer: 'sgd', learningRate: 0.1, batchSize: 10 } as const
const layers = [{ units: 4, activation: 'relu', batchNorm: false, dropout: 0 }] as const
const how = { seed: 1, signal: forever, training }

/** Examples of two classes, all labels of which may be turned round. */
const examples = (turned = false): ExampleTensors => {
  const made = images(twoClasses, 20)
  return toTensors(
    turned ? { ...made, labels: Uint8Array.from(made.labels, (label) => 1 - label) } : made,
  )
}

const drain = async <R>(training: AsyncGenerator<unknown, R>): Promise<readonly [number, R]> => {
  for (let yielded = 0; ; yielded++) {
    const next = await training.next()
    if (next.done === true) return [yielded, next.value]
  }
}

const weightsOf = (model: tf.LayersModel): ReadonlyArray<number> =>
  model.getWeights().flatMap((weight) => [...weight.dataSync()])

describe('a final training', () => {
  beforeAll(() => useBackend('cpu'))

  it('ends after so many evaluations without a lower validation loss, with the best weights', async () => {
    const model = buildMlp(twoClasses)({ layers }, 1)
    const [train, validation] = [examples(), examples(true)]
    const objective = objectiveOf(twoClasses, model)
    const [evaluations, kept] = await drain(
      trainKeepingBest(model, train, validation, {
        ...how,
        ...{ objective, budget: { steps: 100 }, evaluations: 50, patience: 3 },
      }),
    )
    // What is learned is wrong for validation from the first update on.
    expect(evaluations).toBe(kept.steps / 2 + 3)
    expect(evaluations).toBeLessThan(50)
    expect(kept.totalSteps).toBe(100)
    model.dispose()
    disposeExamples(train)
    disposeExamples(validation)
  })

  it('goes on to the end of its budget while validation improves', async () => {
    const model = buildMlp(twoClasses)({ layers }, 1)
    const train = examples()
    const objective = objectiveOf(twoClasses, model)
    const [, kept] = await drain(
      trainUntilBest(model, train, train, { ...how, objective, budget: { epochs: 20 } }),
    )
    expect(kept.steps).toBe(kept.totalSteps)
    expect(kept.totalSteps).toBe(40)
    model.dispose()
    disposeExamples(train)
  })

  it('takes as many epochs of all examples as were best of a part', async () => {
    const model = buildMlp(twoClasses)({ layers }, 1)
    const train = examples()
    const all = bothExamples(train, train)
    const objective = objectiveOf(twoClasses, model)
    const steps: Array<number> = []
    for await (const { step } of trainAgainOnAll(
      model,
      all,
      train.count,
      { steps: 6, totalSteps: 40, validationLoss: 0.5 },
      { ...how, objective, reportEvery: 1 },
    ))
      steps.push(step)
    // 20 examples are two batches, 40 are four.
    expect(steps.at(-1)).toBe(12)
    model.dispose()
    disposeExamples(all)
    disposeExamples(train)
  })

  it('moves less and less along a cosine, and where it ends early as in the whole', async () => {
    const weights = async (budget: number, options: object): Promise<ReadonlyArray<number>> => {
      const model = buildMlp(twoClasses)({ layers }, 1)
      const train = examples()
      const objective = objectiveOf(twoClasses, model)
      await drain(
        trainModel(model, train, { ...how, objective, budget: { steps: budget }, ...options }),
      )
      const trained = weightsOf(model)
      model.dispose()
      disposeExamples(train)
      return trained
    }
    const distance = (a: ReadonlyArray<number>, b: ReadonlyArray<number>): number =>
      Math.hypot(...a.map((value, i) => value - b[i]!))
    const cosine = { schedule: 'cosine', scheduleSteps: 10 }
    // The first update has the whole rate, the tenth a fortieth of it.
    expect(await weights(1, cosine)).toEqual(await weights(1, {}))
    const [nine, ten] = [await weights(9, cosine), await weights(10, cosine)]
    const [nineConstant, tenConstant] = [await weights(9, {}), await weights(10, {})]
    expect(distance(nine, ten)).toBeLessThan(distance(nineConstant, tenConstant) / 10)
    expect(distance(nine, ten)).toBeGreaterThan(0)
    expect(await weights(10, { schedule: 'cosine' })).toEqual(ten)
  })
})
