import * as tf from '@tensorflow/tfjs'
import { beforeAll, describe, expect, it } from 'vitest'
import { optimizerNames, type TrainingChoice } from '../../src/core.ts'
import { optimizerOf } from '../../src/tfjs/index.ts'
import { backends, useBackend } from '../support/backends.ts'
import { expectClose } from '../support/golden.ts'

const rate = 0.1
const start = [1, -2, 0.5]
const gradients = [
  [0.3, -1, 0],
  [0.1, 2, -0.7],
  [-5, 0.01, 0.2],
]

/** One number's course by the published formula, over its gradients. */
const formulas: Readonly<
  Record<TrainingChoice['optimizer'], (x: number, gs: ReadonlyArray<number>) => number>
> = {
  sgd: (x, gs) => gs.reduce((at, g) => at - rate * g, x),
  momentum: (x, gs) => {
    let velocity = 0
    return gs.reduce((at, g) => at - rate * (velocity = 0.9 * velocity + g), x)
  },
  rmsprop: (x, gs) => {
    let square = 0
    return gs.reduce((at, g) => {
      square = 0.9 * square + 0.1 * g * g
      return at - (rate * g) / Math.sqrt(square + 1e-7)
    }, x)
  },
  adam: (x, gs) => {
    let [mean, square] = [0, 0]
    return gs.reduce((at, g, i) => {
      mean = 0.9 * mean + 0.1 * g
      square = 0.999 * square + 0.001 * g * g
      const corrected = (rate * Math.sqrt(1 - 0.999 ** (i + 1))) / (1 - 0.9 ** (i + 1))
      return at - (corrected * mean) / (Math.sqrt(square) + 1e-8)
    }, x)
  },
}

describe.each(backends)('optimizers on %s', (backend) => {
  beforeAll(() => useBackend(backend))

  it.each(optimizerNames)('%s updates as published, and leaves no tensor behind', (name) => {
    const before = tf.memory().numTensors
    const variable = tf.tidy(() => tf.variable(tf.tensor1d(start)))
    const optimizer = optimizerOf(name, [variable], rate)
    for (const gradient of gradients)
      tf.tidy(() => {
        optimizer.apply({ [variable.name]: tf.tensor1d(gradient) })
      })
    const wanted = start.map((x, i) =>
      formulas[name](
        x,
        gradients.map((gradient) => gradient[i]!),
      ),
    )
    expectClose(variable.dataSync(), wanted, 1e-4)
    optimizer.dispose()
    variable.dispose()
    expect(tf.memory().numTensors).toBe(before)
  })
})
