import { firstValueFrom, from, lastValueFrom, toArray } from 'rxjs'
import { afterEach, describe, expect, it } from 'vitest'
import { type TrainingJob } from '../../../src/core.ts'
import { type ProcessTrainer, type ProcessTrainerOptions } from '../../../src/node/workers/index.ts'
import { builtNode } from '../../support/built.ts'
import { isAlive } from '../../support/processes.ts'

const { processTrainer } = await builtNode()

const module = new URL('./fixtures/trainer.mjs', import.meta.url)
const job = (architecture: string): TrainingJob<string> => ({
  architecture,
  budget: {},
  seed: 1,
  signal: new AbortController().signal,
})

let pool: ProcessTrainer<string> | undefined
const open = (options: Partial<ProcessTrainerOptions> = {}) =>
  (pool = processTrainer<string>({ module, workers: 1, ...options }))
const run = (p: ProcessTrainer<string>, what: string) =>
  lastValueFrom(from(p.trainer(job(what))).pipe(toArray()))
const failure = (p: ProcessTrainer<string>, what: string): Promise<unknown> =>
  run(p, what).then(
    (said) => said,
    (error: unknown) => error,
  )
/** The process that trained a child well. */
const pidOf = async (p: ProcessTrainer<string>, what: string): Promise<unknown> => {
  const measured: unknown = (await run(p, what))[1]
  expect(measured).toMatchObject({ accuracy: 0.5 })
  return Reflect.get(Object(measured), 'pid')
}
afterEach(async () => {
  const pids = pool?.pids() ?? []
  await pool?.close()
  expect(pids.filter(isAlive)).toEqual([])
})

describe('processTrainer', () => {
  it('gives progress and metrics, and keeps its process warm', async () => {
    const p = open({ growthLimit: 100 })
    const [progress, first] = await run(p, 'good')
    expect(progress).toMatchObject({ _tag: 'Progress', step: 1 })
    expect((await run(p, 'good'))[1]).toEqual(first)
  })

  it.each([
    ['exit', { _tag: 'Crashed' }],
    ['kill', { _tag: 'Crashed' }],
    ['error', { _tag: 'TrainerFailed', message: 'it went wrong' }],
  ])('survives a trainer that does: %s', async (what, expected) => {
    const p = open()
    expect(await failure(p, what)).toMatchObject(expected)
    expect(await run(p, 'good')).toHaveLength(2)
  })

  it('ends a worker that takes too long', async () => {
    const p = open({ timeLimit: 1 })
    expect(await failure(p, 'deaf')).toMatchObject({ _tag: 'TimedOut', seconds: 1 })
  })

  it('ends a worker that takes too much memory', async () => {
    const p = open({ memoryLimit: 400 })
    expect(await failure(p, 'memory')).toMatchObject({ _tag: 'OutOfMemory' })
  })

  it('replaces a worker that leaks, between two children, and loses no result', async () => {
    const p = open({ growthLimit: 200 })
    const pids: Array<unknown> = []
    for (let child = 0; child < 8; child++) {
      pids.push(await pidOf(p, 'leak'))
    }
    // The first child is what growth is measured from: three more of 80 MB are over 200 MB.
    expect(pids.slice(0, 4)).toEqual(Array(4).fill(pids[0]))
    expect(pids.slice(4)).toEqual(Array(4).fill(pids[4]))
    expect(pids[4]).not.toBe(pids[0])
    expect(isAlive(Number(pids[0]))).toBe(false)
  })

  it('starts a replacement at once after a crash', async () => {
    const p = open()
    await failure(p, 'exit')
    const [pid] = p.pids()
    expect(pid).toBeDefined()
    expect(await pidOf(p, 'good')).toBe(pid)
  })

  it('says why a module cannot be loaded', async () => {
    expect(await failure(open({ options: { broken: true } }), 'good')).toMatchObject({
      _tag: 'TrainerFailed',
      message: expect.stringContaining('this module is broken') as string,
    })
  })

  it.each(['forever', 'deaf'])('is free again after an unsubscription: %s', async (what) => {
    const p = open()
    await run(p, 'good')
    // Its first event unsubscribes it.
    expect(await firstValueFrom(from(p.trainer(job(what))))).toMatchObject({ step: 0 })
    expect(await firstValueFrom(from(p.trainer(job('good'))))).toMatchObject({ _tag: 'Progress' })
  })
})
