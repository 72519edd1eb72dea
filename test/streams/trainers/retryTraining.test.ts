import { lastValueFrom, type Observable } from 'rxjs'
import { describe, expect, it } from 'vitest'
import {
  crashed,
  diverged,
  failTraining,
  type Measurement,
  timedOut,
  type TrainingError,
} from '../../../src/core.ts'
import { retryTraining, type RetryOptions, type Trainer } from '../../../streams/index.ts'
import { type Child, job, requiredTrainerCases } from '../support.ts'

/** A trainer that fails for these reasons, one after another, and then succeeds. */
const failing = (...reasons: ReadonlyArray<TrainingError>) => {
  const seeds: Array<number> = []
  const trainer: Trainer<Child> = ({ seed }) => {
    const reason = reasons[seeds.push(seed) - 1]
    return reason === undefined ? [{ accuracy: 0.5 }] : failTraining(reason)
  }
  return { seeds, trainer }
}
const run = (options: RetryOptions, trainer: Trainer<Child>, signal?: AbortSignal) =>
  lastValueFrom(retryTraining(options)(trainer)(job(undefined, signal)) as Observable<Measurement>)

describe('retryTraining', () => {
  requiredTrainerCases(() => retryTraining({ times: 2 }))

  it('begins again with the same seed after a failure from outside', async () => {
    const { seeds, trainer } = failing(crashed('signal SIGKILL'), timedOut(3))
    expect(await run({ times: 2 }, trainer)).toEqual({ accuracy: 0.5 })
    expect(new Set(seeds)).toEqual(new Set([1]))
    expect(seeds).toHaveLength(3)
  })

  it('begins again with another seed after a failure of its own, the same in each run', async () => {
    const [first, second] = [failing(diverged(3, 'NaN')), failing(diverged(3, 'NaN'))]
    await run({ times: 1 }, first.trainer)
    await run({ times: 1 }, second.trainer)
    expect(new Set(first.seeds).size).toBe(2)
    expect(second.seeds).toEqual(first.seeds)
  })

  it('gives up with the last reason', async () => {
    const { seeds, trainer } = failing(crashed('a'), crashed('b'), crashed('c'))
    await expect(run({ times: 1 }, trainer)).rejects.toEqual(crashed('b'))
    expect(seeds).toHaveLength(2)
  })

  it('retries only what it is asked to', async () => {
    const { seeds, trainer } = failing(diverged(1, 'NaN'))
    await expect(
      run({ times: 5, when: ({ _tag }) => _tag === 'Crashed' }, trainer),
    ).rejects.toMatchObject({ _tag: 'Diverged' })
    expect(seeds).toHaveLength(1)
  })

  it('begins nothing after an abort', async () => {
    const aborter = new AbortController()
    let begun = 0
    const trainer: Trainer<Child> = ({ signal }) => {
      begun += 1
      return new Promise((_, reject) => {
        signal.addEventListener('abort', () => {
          reject(new Error('aborted'))
        })
      })
    }
    const running = run({ times: 5 }, trainer, aborter.signal)
    aborter.abort()
    await expect(running).rejects.toMatchObject({ _tag: 'TrainerFailed' })
    expect(begun).toBe(1)
  })

  it.each([0, 1.5, NaN])('refuses %s times', (times) => {
    expect(() => retryTraining({ times })).toThrow(RangeError)
  })
})
