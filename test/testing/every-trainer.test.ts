import { beforeAll, describe, it } from 'vitest'
import {
  repeatTraining,
  retryTraining,
  type Trainer,
  trainerPool,
  withTimeout,
} from '../../streams/index.ts'
import { choice, struct } from '../../src/core.ts'
import { commandTrainer } from '../../src/node/command-trainer/commandTrainer.ts'
import { trainerContract } from '../../src/testing/index.ts'
import { childTrainer, type FamilyName, familyByName, toTensors } from '../../src/tfjs/index.ts'
import { useBackend } from '../support/backends.ts'
import { childrenOf, images, oneNumber, twoClasses } from '../tfjs/support.ts'

describe('trainerContract holds on the native engine', () => {
  beforeAll(() => useBackend('native'))

  it.each<readonly [FamilyName, typeof twoClasses]>([
    ['mlp', oneNumber],
    ['article-cnn1d', twoClasses],
    ['cnn2d', oneNumber],
    ['cell-dag', twoClasses],
  ])('for children of %s', async (name, task) => {
    const children = childrenOf(familyByName(name, { layers: 1 }), task)
    const trainer = childTrainer(children, {
      task,
      train: toTensors(images(task, 24)),
      validation: toTensors(images(task, 12)),
      reportEvery: 1,
    })
    await trainerContract({ trainer, space: children.space, runs: 1, budget: { steps: 2 } })
  })
})

const space = struct({ units: choice(8, 16, 32) })
type Child = { readonly units: 8 | 16 | 32 }

const stub: Trainer<Child> = async function* ({ architecture: { units }, seed }) {
  await Promise.resolve()
  yield { _tag: 'Progress', step: 1, metrics: { loss: 1 / units } }
  yield { accuracy: units / 32 - seed / 1e6 }
}

describe('trainerContract holds for trainers made of trainers', () => {
  it.each<readonly [string, Trainer<Child>]>([
    ['withTimeout', withTimeout(60)(stub)],
    ['retryTraining', retryTraining({ times: 2 })(stub)],
    ['repeatTraining', repeatTraining(3)(stub)],
    ['trainerPool', trainerPool(2)(stub)],
    [
      'all of them',
      trainerPool(1)(repeatTraining(2)(retryTraining({ times: 1 })(withTimeout(60)(stub)))),
    ],
  ])('%s', (_, trainer) => trainerContract({ trainer, space, runs: 10 }))
})

it('trainerContract holds for a command', () =>
  trainerContract({
    trainer: commandTrainer(space, {
      command: [
        process.execPath,
        '-e',
        `const { architecture } = JSON.parse(require('node:fs').readFileSync(0, 'utf8'))
        process.stdout.write(JSON.stringify({ accuracy: architecture.units / 32 }))`,
      ],
    }),
    space,
    runs: 2,
  }))
