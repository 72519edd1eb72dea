import * as tf from '@tensorflow/tfjs'
import { beforeAll, describe, expect, it } from 'vitest'
import { childTrainer, measureLatency, mlpChildren, toTensors } from '../../src/tfjs/index.ts'
import { backends, useBackend } from '../support/backends.ts'
import { childrenOf, forever, images, twoClasses } from './support.ts'

/** A clock by which the passes take what is told, one after another. */
const clockOf = (durations: ReadonlyArray<number>): (() => number) => {
  let readings = 0
  let at = 0
  return () => {
    if (readings++ % 2 === 1) at += durations[(readings - 2) / 2] ?? 0
    return at
  }
}

describe.each(backends)('the latency of a model on %s', (backend) => {
  beforeAll(() => useBackend(backend))
  const model = () => tf.sequential({ layers: [tf.layers.dense({ units: 3, inputShape: [2, 2] })] })

  it('is the median of the passes that are counted, whatever single ones take', async () => {
    const small = model()
    const measured = async (...durations: ReadonlyArray<number>) =>
      measureLatency(small, [2, 2], {
        warmUp: 2,
        repeats: durations.length,
        now: clockOf(durations),
      })
    expect(await measured(4, 900, 3, 5, 2)).toBe(4)
    expect(await measured(1, 2, 900, 3)).toBe(2.5)
    expect(await measured(7)).toBe(7)
    small.dispose()
  })

  it('counts no pass that only warms up, and reads the output of each', async () => {
    const small = model()
    let passes = 0
    let readings = 0
    const apply = small.apply.bind(small)
    small.apply = (...given) => {
      passes++
      return apply(...given)
    }
    await measureLatency(small, [2, 2], { warmUp: 3, repeats: 5, now: () => readings++ })
    expect([passes, readings]).toEqual([8, 10])
    small.dispose()
  })

  it('takes examples of the shape that the data has, as many as told, and leaves no tensor', async () => {
    const small = model()
    const shapes: Array<ReadonlyArray<number | null>> = []
    const apply = small.apply.bind(small)
    small.apply = (inputs, ...rest) => {
      shapes.push((inputs as tf.Tensor).shape)
      return apply(inputs, ...rest)
    }
    const before = tf.memory().numTensors
    await measureLatency(small, [4], { batch: 6, warmUp: 0, repeats: 1 })
    expect(shapes).toEqual([[6, 2, 2]])
    expect(tf.memory().numTensors).toBe(before)
    small.dispose()
  })

  it('is measured of a trained child where that is told', async () => {
    const children = childrenOf(mlpChildren(), twoClasses)
    const architecture = {
      layers: [{ units: 4, activation: 'relu', batchNorm: false, dropout: 0 } as const],
      training: { optimizer: 'adam', learningRate: 0.01, batchSize: 32 } as const,
    }
    const data = {
      train: toTensors(images(twoClasses, 40)),
      validation: toTensors(images(twoClasses, 20)),
    }
    const before = tf.memory().numTensors
    const metricsOf = async (latency: boolean) => {
      const trainer = childTrainer(children, { task: twoClasses, ...data, latency })
      let last: object = {}
      for await (const said of trainer({
        architecture,
        budget: { steps: 2 },
        seed: 1,
        signal: forever,
      }))
        last = said
      return { ...last } as Readonly<Record<string, number>>
    }
    const { latency, ...measured } = await metricsOf(true)
    expect(latency).toBeGreaterThan(0)
    expect(await metricsOf(false)).toEqual({ ...measured, seconds: expect.any(Number) as unknown })
    expect(tf.memory().numTensors).toBe(before)
  })
})
