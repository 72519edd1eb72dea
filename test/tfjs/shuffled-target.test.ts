import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { concatMap, from, lastValueFrom } from 'rxjs'
import { afterAll, describe, expect, it } from 'vitest'
import { nextBelow, nextUniform, randomState } from '../../src/core.ts'
import { nodePorts } from '../../src/node/index.ts'
import createChildTrainer from '../../src/node/worker-modules/childWorker.ts'
import createFinalTrainer from '../../src/node/worker-modules/finalWorker.ts'
import { runSession, type SessionPorts, type TrainerSetup } from '../../src/session/index.ts'
import { requestOf } from '../session/support.ts'

const folder = mkdtempSync(join(tmpdir(), 'rxnas-shuffled-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

type Trainer = ReturnType<SessionPorts['trainers']['children']>['trainer']

/** What a worker process would train by, in this one. */
const inProcess = (
  create: (options: unknown) => Promise<Trainer>,
  { data, family, threads }: TrainerSetup,
  more: object = {},
) => {
  const trainer = create({ dataFolder: data.location, family, threads, ...more })
  return {
    trainer: (job: Parameters<Trainer>[0]) =>
      from(trainer).pipe(concatMap((train) => from(train(job)))),
    close: () => Promise.resolve(),
  }
}

const ports: SessionPorts = {
  ...nodePorts,
  trainers: {
    children: (setup) => inProcess(createChildTrainer, setup),
    final: (setup, modelFolder) => inProcess(createFinalTrainer, setup, { modelFolder }),
  },
}

const columns = 40
const rows = 320

/**
 * A table of noise, from which a network can learn its rows by heart, and a target that is noise too:
 * it says nothing of rows that the network has not seen. With `repeats` each row stands twice.
 */
const table = (name: string, isNumber: boolean, repeats: boolean): string => {
  let random = randomState(7)
  const uniform = (): number => {
    const [value, next] = nextUniform(random)
    random = next
    return value
  }
  const distinct = Array.from({ length: repeats ? rows / 2 : rows }, () => [
    ...Array.from({ length: columns }, () => (uniform() * 2 - 1).toFixed(4)),
    isNumber ? (uniform() * 2 - 1).toFixed(4) : uniform() < 0.5 ? 'yes' : 'no',
  ])
  const [shift] = nextBelow(5)(random)
  const all = repeats
    ? [...distinct, ...distinct.slice(shift), ...distinct.slice(0, shift)]
    : distinct
  const path = join(folder, `${name}.csv`)
  const header = [...Array.from({ length: columns }, (_, i) => `x${i}`), 'target']
  writeFileSync(path, [header, ...all].map((cells) => `${cells.join(',')}\n`).join(''))
  return path
}

/** What the network of a whole search reaches on the test split. */
const tested = async (name: string, isNumber: boolean, repeats: boolean) => {
  const { plan, ...request } = requestOf(join(folder, name), {
    ...{ data: table(name, isNumber, repeats), target: 'target', test: 0.3, baseline: false },
    ...{ episodes: 6, batch: 3, budget: '20 epochs', finalBudget: '40 epochs', workers: 1 },
    ...{ estimate: false, finalThreads: 1 },
  })
  const last = await lastValueFrom(runSession(ports, { ...request, plan }))
  if (last._tag !== 'Finished') throw new Error(`the search ended by ${last._tag}`)
  const { metrics } = last
  // The network that was tested has learned from the validation split, too.
  expect(metrics['trainedExamples']).toBe(rows - (metrics['testExamples'] ?? 0))
  return metrics
}

/** Four standard deviations of the accuracy of a guess between two. */
const luck = (examples = 0): number => 4 * Math.sqrt(0.25 / examples)

describe('a whole search of a target that is noise', () => {
  it('ends near chance where classes are guessed', async () => {
    const { testAccuracy, testExamples } = await tested('classes', false, false)
    expect(Math.abs((testAccuracy ?? NaN) - 0.5)).toBeLessThan(luck(testExamples))
  })

  it('explains nothing of a number', async () => {
    const { testR2 } = await tested('number', true, false)
    expect(testR2).toBeLessThan(0.15)
  })

  it('would be found out: of rows that it has seen it knows the target', async () => {
    const { testAccuracy, testExamples } = await tested('repeated', false, true)
    expect((testAccuracy ?? NaN) - 0.5).toBeGreaterThan(luck(testExamples))
  })
})
