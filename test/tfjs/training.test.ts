import * as tf from '@tensorflow/tfjs'
import { beforeAll, describe, expect, it } from 'vitest'
import { type Cnn1dTask, TrainingError } from '../../src/index.ts'
import {
  disposeExamples,
  type Examples,
  seedCnn1dTrainer,
  SeededDropout,
  toTensors,
} from '../../src/tfjs/index.ts'
import { backends, useBackend } from '../support/backends.ts'

const task: Cnn1dTask = { length: 12, channels: 1, classes: 2, poolStride: 'size' }
const architecture = { layers: [{ kernel: 3, filters: 4, pool: 2, dropout: 0.2 }] }

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

const trainOn = async (
  data: Examples,
  job: { seed?: number; steps?: number; signal?: AbortSignal } = {},
): Promise<ReadonlyArray<Record<string, unknown>>> => {
  const train = toTensors(data)
  const validation = toTensors(bumps(20))
  const trainer = seedCnn1dTrainer({ task, train, validation, batchSize: 10, learningRate: 0.01 })
  const said: Array<Record<string, unknown>> = []
  try {
    for await (const one of trainer({
      architecture,
      budget: { steps: job.steps ?? 60 },
      seed: job.seed ?? 1,
      signal: job.signal ?? new AbortController().signal,
    }))
      said.push(one as unknown as Record<string, unknown>)
  } finally {
    disposeExamples(train)
    disposeExamples(validation)
  }
  return said
}

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

  it('leaves no tensor behind, also when stopped or diverged', async () => {
    await trainOn(bumps(20), { steps: 2 })
    const before = tf.memory().numTensors
    await trainOn(bumps(20), { steps: 30 })
    expect(tf.memory().numTensors).toBe(before)
    await trainOn(bumps(20), { steps: 10_000, signal: AbortSignal.timeout(60) })
    expect(tf.memory().numTensors).toBe(before)
    await trainOn(bumps(20, NaN)).catch(() => undefined)
    expect(tf.memory().numTensors).toBe(before)
  })

  it('stops where its signal is aborted, without metrics', async () => {
    const said = await trainOn(bumps(20), { steps: 1e6, signal: AbortSignal.timeout(100) })
    expect(said.every((s) => s['_tag'] === 'Progress')).toBe(true)
  })

  it('fails with Diverged where the loss is no number', async () => {
    const failure: unknown = await trainOn(bumps(20, NaN)).catch((error: unknown) => error)
    expect(TrainingError.is(failure)).toBe(true)
    expect(failure).toMatchObject({ _tag: 'Diverged', step: 1 })
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
})
