import { describe, expect, it } from 'vitest'
import { choice, failTraining, struct, trainerFailed } from '../../src/core.ts'
import { processTrainer } from '../../src/node/workers/processTrainer.ts'
import { trainerContract, type TrainerUnderTest } from '../../src/testing/index.ts'

const space = struct({ units: choice(8, 16, 32) })
type Stub = TrainerUnderTest<{ readonly units: 8 | 16 | 32 }>

const honest: Stub['trainer'] = async function* ({ architecture: { units } }) {
  await Promise.resolve()
  yield { _tag: 'Progress', step: 1, metrics: {} }
  yield { _tag: 'Progress', step: 2, metrics: {} }
  yield { accuracy: units / 32, seconds: Math.random() }
}

let trainings = 0

describe('trainerContract', () => {
  it('holds for a trainer that answers at once, and for one that says how far it is', async () => {
    await trainerContract({
      trainer: ({ architecture }) => [{ accuracy: architecture.units }],
      space,
    })
    await trainerContract({ trainer: honest, space })
  })

  it('holds for one that cannot train some children', () =>
    trainerContract({
      trainer: (job) =>
        job.architecture.units === 32 ? failTraining(trainerFailed('too wide')) : honest(job),
      space,
      runs: 10,
    }))

  it('holds for a pool of worker processes', async () => {
    const pool = processTrainer<string>({
      module: new URL('../node/workers/fixtures/trainer.mjs', import.meta.url),
      workers: 1,
    })
    try {
      await trainerContract({
        trainer: pool.trainer,
        space: choice('any', 'error', 'another'),
        varying: ['pid'],
      })
    } finally {
      await pool.close()
    }
  })

  it.each<readonly [law: string, trainer: Stub['trainer']]>([
    ['the same job measures', () => [{ accuracy: 1 / ++trainings }]],
    ['it ends without metrics', () => []],
    ['it ends without metrics', () => [{ _tag: 'Progress', step: 1, metrics: {} }]],
    ['accuracy, are not a record of finite numbers', () => [{ accuracy: NaN }]],
    [
      'its steps go back: 2, 1',
      () => [
        { _tag: 'Progress', step: 2, metrics: {} },
        { _tag: 'Progress', step: 1, metrics: {} },
        { accuracy: 1 },
      ],
    ],
    ['which is no TrainingError', () => Promise.reject(new Error('it went wrong'))],
    [
      'it goes on for 0.05 s after its signal was aborted',
      ({ signal }) =>
        new Promise((resolve) => {
          // Deaf to the signal: an aborted training is waited for all the longer.
          setTimeout(() => resolve({ accuracy: 1 }), signal.aborted ? 0 : 100)
        }),
    ],
    [
      'it changes its architecture',
      ({ architecture }) => {
        Object.assign(architecture, { units: 8 })
        return [{ accuracy: 1 }]
      },
    ],
  ])('catches: %s', async (law, trainer) => {
    await expect(trainerContract({ trainer, space, abortTimeout: 0.05, runs: 5 })).rejects.toThrow(
      law,
    )
  })
})
