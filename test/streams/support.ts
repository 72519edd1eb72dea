import { concat, defer, type Observable, of, take } from 'rxjs'
import { TestScheduler } from 'rxjs/testing'
import { expect, it } from 'vitest'
import {
  choice,
  type FiniteNumber,
  type Measurement,
  type Metrics,
  type Proposed,
  random,
  type RandomState,
  type Rewarded,
  type SearchSpace,
  struct,
  type Trained,
  type TrainingJob,
  type TrainingProgress,
  type Validated,
} from '../../src/core.ts'
import { type RoundProposed, type Trainer } from '../../streams/index.ts'

/** The space of the operators' tests, and its architectures. */
export type Child = { readonly a: number }
export const space: SearchSpace<{ readonly a: 1 | 2 | 3 }> = struct({ a: choice(1, 2, 3) })

export const marker = (round = 0): RoundProposed<RandomState> => ({
  _tag: 'RoundProposed',
  round,
  state: random(space).init(1),
  episodes: round + 1,
})
export const proposed = (episode: number, a: number): Proposed => ({
  _tag: 'Proposed',
  episode,
  candidate: { a },
  trace: [],
})
export const child = (episode: number, a: number): Validated<Child> => ({
  _tag: 'Validated',
  episode,
  trace: [],
  architecture: { a },
  key: JSON.stringify({ a }),
})
export const trained = (episode: number, accuracy: number): Trained<Child> => ({
  _tag: 'Trained',
  validated: child(episode, 1),
  // A finite number by how it is written.
  metrics: { accuracy } as Metrics,
  cached: false,
})
export const paid = (episode: number, reward: number): Rewarded<Child> => ({
  _tag: 'Rewarded',
  outcome: trained(episode, reward),
  reward: reward as FiniteNumber,
})

type Helpers = Parameters<Parameters<TestScheduler['run']>[0]>[0]
export const marbles = (test: (helpers: Helpers) => void): void => {
  new TestScheduler((actual, expected) => expect(actual).toEqual(expected)).run(test)
}

type Untyped = (source: Observable<never>) => Observable<unknown>

/**
 * The cases that every operator of RxJS is tested by: a source that never emits, an empty one, one
 * that errors, one without end, one that is unsubscribed early, and one that emits at once.
 *
 * @param make - a new operator
 * @param passing - an event it lets through as it is
 */
export const requiredCases = (make: () => Untyped, passing: unknown = marker()): void => {
  it('never emits of a source that never does, and gives its subscription back', () =>
    marbles(({ cold, expectObservable, expectSubscriptions }) => {
      const source = cold<never>('-------')
      expectObservable(make()(source), '---!').toBe('----')
      expectSubscriptions(source.subscriptions).toBe('^--!')
    }))

  it('completes with an empty source', () =>
    marbles(({ cold, expectObservable, expectSubscriptions }) => {
      const source = cold<never>('---|')
      expectObservable(make()(source)).toBe('---|')
      expectSubscriptions(source.subscriptions).toBe('^--!')
    }))

  it('passes an error on, after what came before it', () =>
    marbles(({ cold, expectObservable, expectSubscriptions }) => {
      const source = cold('-p-#', { p: passing })
      expectObservable(make()(source as never)).toBe('-p-#', { p: passing })
      expectSubscriptions(source.subscriptions).toBe('^--!')
    }))

  it('passes what it does not handle through, at once and for ever', () =>
    marbles(({ hot, expectObservable, expectSubscriptions }) => {
      const source = hot('-p-p-p-', { p: passing })
      expectObservable(make()(source as never), '----!').toBe('-p-p-', { p: passing })
      expectSubscriptions(source.subscriptions).toBe('^---!')
    }))

  it('hears of an unsubscription in the midst of a source that emits at once', () => {
    const begun: Array<number> = []
    const part = (n: number) =>
      defer(() => {
        begun.push(n)
        return of(passing)
      })
    concat(part(1), part(2), part(3))
      .pipe(make() as (source: Observable<unknown>) => Observable<unknown>, take(2))
      .subscribe()
    expect(begun).toEqual([1, 2])
  })
}

/** A job for a trainer. */
export const job = (architecture = { a: 1 }, signal?: AbortSignal): TrainingJob<Child> => ({
  architecture,
  budget: {},
  seed: 1,
  signal: signal ?? new AbortController().signal,
})

type Said = TrainingProgress | Measurement

/** The same cases for a function over trainers: what is passed on is what the trainer inside says. */
export const requiredTrainerCases = (
  wrap: () => (trainer: Trainer<Child>) => Trainer<Child>,
): void => {
  const training = (trainer: Trainer<Child>): Observable<Said> =>
    defer(() => wrap()(trainer)(job()) as Observable<Said>)
  const p: TrainingProgress = { _tag: 'Progress', step: 1, metrics: { loss: 1 } }

  it('never ends where the trainer does not, and gives its subscription back', () =>
    marbles(({ cold, expectObservable, expectSubscriptions }) => {
      const inner = cold<Said>('--p----', { p })
      expectObservable(
        training(() => inner),
        '---!',
      ).toBe('--p-', { p })
      expectSubscriptions(inner.subscriptions).toBe('^--!')
    }))

  it('gives what the trainer measures', () =>
    marbles(({ cold, expectObservable }) => {
      const m = { accuracy: 0.5 }
      expectObservable(training(() => cold<Said>('-p(m|)', { p, m }))).toBe('-p(m|)', { p, m })
    }))

  it('begins nothing before it is subscribed', () => {
    let begun = 0
    wrap()(() => {
      begun += 1
      return []
    })(job())
    expect(begun).toBe(0)
  })

  it.each<[string, Trainer<Child>, string]>([
    ['says nothing', () => [], 'BadMetrics'],
    ['measures a NaN', () => [{ accuracy: NaN }], 'BadMetrics'],
    [
      'throws',
      () => {
        throw new Error('broken')
      },
      'TrainerFailed',
    ],
    ['rejects', () => Promise.reject(new Error('broken')), 'TrainerFailed'],
  ])('fails with a reason where the trainer %s', async (_, trainer, tag) => {
    const reason: unknown = await new Promise((resolve) =>
      training(trainer).subscribe({ error: resolve }),
    )
    expect(reason).toMatchObject({ _tag: tag })
  })

  it('aborts the signal of the trainer when it is unsubscribed', () => {
    let inner: AbortSignal | undefined
    const subscription = training(({ signal }) => {
      inner = signal
      return new Promise(() => undefined)
    }).subscribe()
    expect(inner?.aborted).toBe(false)
    subscription.unsubscribe()
    expect(inner?.aborted).toBe(true)
  })

  it('hears of an abort of the job’s own signal', () => {
    const outer = new AbortController()
    let inner: AbortSignal | undefined
    const running = wrap()(({ signal }) => {
      inner = signal
      return new Promise(() => undefined)
    })(job(undefined, outer.signal)) as Observable<Said>
    const subscription = running.subscribe()
    outer.abort()
    expect(inner?.aborted).toBe(true)
    subscription.unsubscribe()
  })
}

/** The events of a stream that ends at once. */
export const eventsOf = <E>(stream: Observable<E>): ReadonlyArray<E> => {
  const events: Array<E> = []
  stream.subscribe((event) => events.push(event))
  return events
}

/** The error of a stream that errors at once. */
export const errorOf = (stream: Observable<unknown>): unknown => {
  let seen: unknown
  stream.subscribe({ error: (error: unknown) => (seen = error) })
  return seen
}
