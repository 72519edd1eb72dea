import { delay, lastValueFrom, of, toArray, Observable, throwError } from 'rxjs'
import { describe, expect, it } from 'vitest'
import { accuracy, choice, random, reinforce, type SearchEvent, struct } from '../../../src/core.ts'
import { search, type Trainer } from '../../../streams/index.ts'

const space = struct({ a: choice(1, 2, 3), b: choice(1, 2, 3) })
type Child = { readonly a: number; readonly b: number }
const settings = { space, reward: accuracy, budget: {}, batch: 4, seed: 5 } as const

const committed = (events: ReadonlyArray<SearchEvent<Child, unknown>>) =>
  events.filter(({ _tag }) => _tag !== 'Progress')

describe('search', () => {
  it('commits the same events for 1, 2 and 4 workers, however long trainings take', async () => {
    const run = async (workers: number) => {
      const trainer: Trainer<Child> = ({ architecture: { a, b }, seed }) =>
        a === 3 && b === 3
          ? throwError(() => new Error('no'))
          : of({ accuracy: (a * b) / 9 }).pipe(delay((seed * (workers + 1)) % 7))
      const policy = reinforce(space, { units: 4, embedding: 3 })
      return lastValueFrom(
        search({ ...settings, policy, trainer, workers, episodes: 22 }).pipe(toArray()),
      )
    }
    const one = committed(await run(1))
    expect(one.filter(({ _tag }) => _tag === 'Rewarded')).toHaveLength(22)
    expect(one.filter(({ _tag }) => _tag === 'PolicyUpdated')).toHaveLength(6)
    expect(committed(await run(2))).toEqual(one)
    expect(committed(await run(4))).toEqual(one)
  })

  it('goes through 20,000 synchronous episodes without nesting', () => {
    let count = 0
    search({
      ...settings,
      policy: random(space),
      trainer: () => [{ accuracy: 0.5 }],
      reuse: false,
      episodes: 20_000,
    }).subscribe((event) => void (count += event._tag === 'Rewarded' ? 1 : 0))
    expect(count).toBe(20_000)
  })

  it.each<[string, Trainer<Child>, string]>([
    ['rejects', () => Promise.reject(new Error('broken')), 'TrainerFailed'],
    ['gives a NaN', () => [{ accuracy: NaN }], 'BadMetrics'],
    ['gives nothing', () => [], 'BadMetrics'],
    [
      'throws',
      () => {
        throw new Error('broken')
      },
      'TrainerFailed',
    ],
  ])('lives on where a trainer %s', async (_, trainer, tag) => {
    const events = await lastValueFrom(
      search({
        ...settings,
        policy: random(space),
        trainer,
        episodes: 3,
        maxFailures: 9,
      }).pipe(toArray()),
    )
    const rewarded = events.flatMap((e) => (e._tag === 'Rewarded' ? [e] : []))
    expect(rewarded.map(({ reward }) => reward)).toEqual([0, 0, 0])
    for (const { outcome } of rewarded)
      expect(outcome).toMatchObject({ _tag: 'Failed', reason: { _tag: tag } })
  })

  it('ends with a clear error after too many failures in a row, the last of them told', async () => {
    const seen: Array<string> = []
    const failure: unknown = await new Promise((resolve) =>
      search({
        ...settings,
        policy: random(space),
        trainer: () => Promise.reject(new Error('no such file')),
        episodes: 100,
        maxFailures: 3,
      }).subscribe({ next: (e) => seen.push(e._tag), error: resolve }),
    )
    expect(failure).toMatchObject({ _tag: 'TooManyFailures', failures: 3 })
    expect(seen.filter((tag) => tag === 'Rewarded')).toHaveLength(3)
  })

  it('trains a duplicate once, unless asked to', () => {
    const trainings = (reuse: boolean): number => {
      let count = 0
      search({
        ...settings,
        policy: random(space),
        trainer: () => {
          count += 1
          return [{ accuracy: 0.5 }]
        },
        reuse,
        episodes: 200,
      }).subscribe()
      return count
    }
    expect(trainings(true)).toBe(9)
    expect(trainings(false)).toBe(200)
  })

  it('aborts trainings when it is unsubscribed, and begins no other', () => {
    const signals: Array<AbortSignal> = []
    const subscription = search({
      ...settings,
      policy: random(space),
      trainer: ({ signal }) => {
        signals.push(signal)
        return new Observable()
      },
      workers: 2,
      episodes: 8,
    }).subscribe()
    expect(signals.map(({ aborted }) => aborted)).toEqual([false, false])
    subscription.unsubscribe()
    expect(signals.map(({ aborted }) => aborted)).toEqual([true, true])
  })
})
