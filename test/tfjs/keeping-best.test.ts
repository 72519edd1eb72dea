import * as tf from '@tensorflow/tfjs'
import { beforeAll, describe, expect, it } from 'vitest'
import {
  buildMlp,
  disposeExamples,
  evaluateModel,
  objectiveOf,
  toTensors,
  trainKeepingBest,
} from '../../src/tfjs/index.ts'
import { backends, useBackend } from '../support/backends.ts'
import { forever, images, twoClasses } from './support.ts'

const training = { optimizer: 'adam', learningRate: 0.01, batchSize: 10 } as const
const layers = [{ units: 8, activation: 'relu', batchNorm: true, dropout: 0 }] as const

/** Where validation contradicts training from some step on, an early look is the best. */
const labelled = (flipped: number) => {
  const examples = images(twoClasses, 20)
  return {
    ...examples,
    labels: Uint8Array.from(examples.labels, (l, i) => (i < flipped ? 1 - l : l)),
  }
}

describe.each(backends)('training that keeps the best on %s', (backend) => {
  beforeAll(() => useBackend(backend))

  const run = async (flipped: number, stopAfter = Infinity) => {
    const before = tf.memory().numTensors
    const model = buildMlp(twoClasses)({ layers }, 1)
    const [train, validation] = [toTensors(labelled(0)), toTensors(labelled(flipped))]
    const objective = objectiveOf(twoClasses, model)
    const losses: Array<number> = []
    const said = trainKeepingBest(model, train, validation, {
      budget: { steps: 60 },
      seed: 1,
      signal: forever,
      objective,
      training,
    })
    for await (const { metrics } of said) {
      losses.push(metrics['validationLoss']!)
      if (losses.length === stopAfter) break
    }
    const { loss } = await evaluateModel(model, validation, objective)
    model.dispose()
    disposeExamples(train)
    disposeExamples(validation)
    expect(tf.memory().numTensors).toBe(before)
    return { losses, loss }
  }

  it('leaves the weights of the lowest validation loss', async () => {
    const { losses, loss } = await run(8)
    expect(losses.length).toBe(12)
    expect(losses.at(-1)).toBeGreaterThan(1.2 * Math.min(...losses))
    expect(loss).toBeCloseTo(Math.min(...losses), 6)
  })

  it('leaves the last where that is the best', async () => {
    const { losses, loss } = await run(0)
    expect(loss).toBeCloseTo(losses.at(-1)!, 6)
    expect(loss).toBe(Math.min(...losses, loss))
  })

  it('holds nothing where it is left early', async () => {
    expect((await run(8, 3)).losses.length).toBe(3)
  })
})
