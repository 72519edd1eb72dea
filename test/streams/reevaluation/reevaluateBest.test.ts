import { lastValueFrom, NEVER, of, toArray } from 'rxjs'
import { describe, expect, it } from 'vitest'
import {
  accuracy,
  advance,
  type Metrics,
  negativeLoss,
  nextUniform,
  normalise,
  randomState,
  startContext,
} from '../../../src/core.ts'
import {
  type Confirmed,
  reevaluateBest,
  type ReevaluateOptions,
  type Ranked,
  type Trainer,
} from '../../../streams/index.ts'
import { type Child, errorOf, eventsOf, marbles, trained } from '../support.ts'

/** Architectures 0, 1, 2, ... with these rewards in the search, best first. */
const ranked = (...rewards: ReadonlyArray<number>): ReadonlyArray<Ranked<Child>> =>
  rewards.map((reward, a) => {
    const outcome = trained(a, reward)
    const key = JSON.stringify({ a })
    return {
      ...{ rank: a + 1, before: a + 1, key, reward, recorded: reward },
      outcome: { ...outcome, validated: { ...outcome.validated, architecture: { a }, key } },
    }
  })

/** The trainings that were asked for, in their order. */
const watched = (accuracyOf: (a: number, seed: number) => number) => {
  const jobs: Array<{ a: number; seed: number }> = []
  const trainer: Trainer<Child> = ({ architecture: { a }, seed }) => {
    jobs.push({ a, seed })
    return [{ accuracy: accuracyOf(a, seed) }]
  }
  return { jobs, trainer }
}

const options = (over: Partial<ReevaluateOptions<Child>> = {}): ReevaluateOptions<Child> => ({
  trainer: () => [{ accuracy: 0.5 }],
  reward: accuracy,
  budget: {},
  seed: 1,
  top: 4,
  ...over,
})

const confirmedOf = (
  ranking: ReadonlyArray<Ranked<Child>>,
  over: Partial<ReevaluateOptions<Child>>,
): Confirmed<Child> => {
  const last = eventsOf(of(ranking).pipe(reevaluateBest(options(over)))).at(-1)
  if (last?._tag !== 'Confirmed') throw new Error('not confirmed')
  return last
}

describe('reevaluateBest', () => {
  it('never emits of a source that never does, and gives its subscription back', () =>
    marbles(({ cold, expectObservable, expectSubscriptions }) => {
      const source = cold<ReadonlyArray<Ranked<Child>>>('-------')
      expectObservable(source.pipe(reevaluateBest(options())), '---!').toBe('----')
      expectSubscriptions(source.subscriptions).toBe('^--!')
    }))

  it('completes with an empty source, and passes an error on', () =>
    marbles(({ cold, expectObservable }) => {
      expectObservable(cold<never>('---|').pipe(reevaluateBest(options()))).toBe('---|')
      expectObservable(cold<never>('--#').pipe(reevaluateBest(options()))).toBe('--#')
    }))

  it('confirms nothing of an empty ranking, and goes on with the next', () =>
    marbles(({ cold, expectObservable }) => {
      const nothing = { _tag: 'Confirmed', contenders: [] }
      expectObservable(
        cold<ReadonlyArray<Ranked<Child>>>('-r-r-', { r: [] }).pipe(reevaluateBest(options())),
      ).toBe('-c-c-', { c: nothing })
    }))

  it('gives progress, the trainings in their order, and the end in the time they take', () =>
    marbles(({ cold, expectObservable }) => {
      const tags = reevaluateBest(
        options({ top: 1, trainer: () => cold('--(m|)', { m: { accuracy: 0.25 } }) }),
      )(of(ranked(0.5, 0.4)))
      const key = '{"a":0}'
      expectObservable(tags).toBe('p-(rc|)', {
        p: { _tag: 'Progress', episode: 0, key, step: 0, metrics: {} },
        r: expect.objectContaining({ _tag: 'Rewarded', reward: 0.25 }) as unknown,
        c: {
          _tag: 'Confirmed',
          contenders: [
            { architecture: { a: 0 }, key, recorded: 0.5, rewards: [0.25], reward: 0.25 },
          ],
        },
      })
    }))

  it('halves: all of them once, half of them twice, until one is left', () => {
    const { jobs, trainer } = watched((a) => 0.9 - a / 10)
    const { contenders } = confirmedOf(ranked(0.9, 0.8, 0.7, 0.6, 0.5), { trainer })
    expect(jobs.map(({ a }) => a)).toEqual([0, 1, 2, 3, 0, 1, 0, 1])
    expect(contenders.map(({ architecture, rewards }) => [architecture.a, rewards.length])).toEqual(
      [
        [0, 3],
        [1, 3],
        [2, 1],
        [3, 1],
      ],
    )
  })

  it.each([
    [1, 1],
    [2, 2],
    [3, 5],
    [4, 8],
    [8, 24],
    [16, 64],
  ])('trains %d in %d trainings, each by a seed of its own', (top, trainings) => {
    const { jobs, trainer } = watched(() => 0.5)
    confirmedOf(ranked(...Array.from({ length: 20 }, (_, i) => 0.9 - i / 100)), { trainer, top })
    expect(jobs).toHaveLength(trainings)
    expect(new Set(jobs.map(({ seed }) => seed)).size).toBe(trainings)
  })

  it('takes the first of a search down where it was lucky, and tells it by fresh rewards alone', () => {
    const { trainer } = watched((a) => (a === 0 ? 0.5 : 0.8))
    const { contenders } = confirmedOf(ranked(0.95, 0.85, 0.84, 0.83), { trainer })
    expect(contenders[0]).toMatchObject({ architecture: { a: 1 }, recorded: 0.85 })
    expect(contenders[0]!.reward).toBeCloseTo(0.8, 12)
    expect(contenders.find(({ architecture }) => architecture.a === 0)?.reward).toBe(0.5)
  })

  it('removes the winner’s curse: what it tells is near the truth where the search’s best is far above', () => {
    // 60 architectures of the same worth 0.5, measured with noise of 0.2 to each side.
    const noise = (seed: number) => 0.4 * (nextUniform(randomState(seed))[0] - 0.5)
    let [told, recorded] = [0, 0]
    for (let seed = 0; seed < 100; seed++) {
      const found = Array.from({ length: 60 }, (_, i) => 0.5 + noise(1000 * seed + i))
      const { trainer } = watched((_, by) => 0.5 + noise(by))
      const [best] = confirmedOf(ranked(...found.sort((a, b) => b - a)), {
        trainer,
        seed,
      }).contenders
      told += best!.reward / 100
      recorded += found[0]! / 100
    }
    expect(recorded - 0.5).toBeGreaterThan(0.18)
    expect(Math.abs(told - 0.5)).toBeLessThan(0.08)
  })

  it('pays a child that throws the penalty, and confirms another', () => {
    const trainer: Trainer<Child> = ({ architecture: { a } }) => {
      if (a === 0) throw new Error('out of memory')
      return [{ accuracy: 0.7 }]
    }
    const { contenders } = confirmedOf(ranked(0.9, 0.8), { trainer })
    expect(contenders.map(({ architecture, reward }) => [architecture.a, reward])).toEqual([
      [1, 0.7],
      [0, 0],
    ])
  })

  it('judges all in one context, so a reward with a memory compares them too', () => {
    const reward = normalise()(negativeLoss())
    const trainer: Trainer<Child> = ({ architecture: { a } }) => [{ loss: a === 1 ? 0.1 : 0.9 }]
    const before = [0.4, 0.6, 0.5].map((loss, i) => ({
      ...trained(i, 0),
      metrics: { loss } as Metrics,
    }))
    const context = before.reduce((at, outcome) => advance(outcome, 0, reward)(at), startContext)
    const found = ranked(0.5, 0.4).map((one) => ({
      ...one,
      outcome: { ...one.outcome, metrics: { loss: 0.5 } as Metrics },
    }))
    const { contenders } = confirmedOf(found, { reward, trainer, context, top: 2 })
    expect(contenders[0]).toMatchObject({ architecture: { a: 1 } })
    expect(contenders[0]!.reward).toBeGreaterThan(contenders[1]!.reward)
  })

  it('errors with the reward that cannot judge', () => {
    const events = of(ranked(0.5)).pipe(reevaluateBest(options({ reward: negativeLoss() })))
    expect(errorOf(events)).toMatchObject({ _tag: 'RewardError' })
  })

  it('finds the same with one worker and with three, and the same again', async () => {
    const run = async (workers: number) => {
      const { trainer } = watched((a, seed) => 0.5 + (seed % 100) / 400 - a / 100)
      const slow: Trainer<Child> = async (job) => {
        await new Promise((done) => setTimeout(done, job.seed % 5))
        return (trainer(job) as ReadonlyArray<{ accuracy: number }>)[0]!
      }
      const events = await lastValueFrom(
        of(ranked(0.9, 0.8, 0.7, 0.6)).pipe(
          reevaluateBest(options({ trainer: slow, workers })),
          toArray(),
        ),
      )
      return events.filter(({ _tag }) => _tag !== 'Progress')
    }
    const one = await run(1)
    expect(await run(3)).toEqual(one)
    expect(await run(1)).toEqual(one)
  })

  it('aborts the trainings when it is unsubscribed, and begins no other', () => {
    const signals: Array<AbortSignal> = []
    const trainer: Trainer<Child> = ({ signal }) => {
      signals.push(signal)
      return NEVER
    }
    const subscription = of(ranked(0.9, 0.8, 0.7))
      .pipe(reevaluateBest(options({ trainer, workers: 2 })))
      .subscribe()
    expect(signals.map(({ aborted }) => aborted)).toEqual([false, false])
    subscription.unsubscribe()
    expect(signals.map(({ aborted }) => aborted)).toEqual([true, true])
  })

  it.each([0, 2.5, NaN])('refuses to confirm %s', (top) => {
    expect(() => reevaluateBest(options({ top }))).toThrow(RangeError)
  })
})
