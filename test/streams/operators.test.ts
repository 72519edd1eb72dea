import { NEVER, type Observable, of } from 'rxjs'
import { TestScheduler } from 'rxjs/testing'
import { describe, expect, it } from 'vitest'
import {
  accuracy,
  choice,
  type Policy,
  type Proposed,
  random,
  type RandomState,
  type Reward,
  struct,
} from '../../src/index.ts'
import {
  computeReward,
  proposeActions,
  type Round,
  type RoundProposed,
  stopAfterFailures,
  trainChild,
  updatePolicy,
  validateAction,
} from '../../streams/index.ts'

const space = struct({ a: choice(1, 2, 3) })
const policy = random(space)
const marker: RoundProposed<RandomState> = {
  _tag: 'RoundProposed',
  round: 0,
  state: policy.init(1),
  episodes: 1,
}
const proposed: Proposed = { _tag: 'Proposed', episode: 0, candidate: { a: 2 }, trace: [] }
const validated = {
  _tag: 'Validated',
  episode: 0,
  trace: [],
  architecture: { a: 2 },
  key: '{"a":2}',
} as const
const trained = { _tag: 'Trained', validated, metrics: {}, cached: false } as const
const round: Round<RandomState> = {
  _tag: 'Round',
  round: 0,
  state: policy.init(1),
  firstEpisode: 0,
  batch: 1,
}

// The cases are those that every operator of RxJS is tested by; what passes differs in its type.
type Untyped = (source: Observable<never>) => Observable<unknown>
const operators: ReadonlyArray<readonly [string, Untyped]> = [
  ['proposeActions', proposeActions(policy)],
  ['validateAction', validateAction(space)],
  ['trainChild', trainChild(() => of({ accuracy: 1 }), { budget: {}, seed: 1 })],
  ['stopAfterFailures', stopAfterFailures(2)],
  ['computeReward', computeReward(accuracy)],
  ['updatePolicy', updatePolicy(policy)],
]

const marbles = (test: (helpers: Parameters<Parameters<TestScheduler['run']>[0]>[0]) => void) =>
  new TestScheduler((actual, expected) => expect(actual).toEqual(expected)).run(test)

describe.each(operators)('%s', (name, operator) => {
  it('never emits of a source that never does, and gives its subscription back', () => {
    marbles(({ cold, expectObservable, expectSubscriptions }) => {
      const source = cold<never>('-------')
      expectObservable(operator(source), '---!').toBe('----')
      expectSubscriptions(source.subscriptions).toBe('^--!')
    })
  })

  it('completes with an empty source', () => {
    marbles(({ cold, expectObservable, expectSubscriptions }) => {
      const source = cold<never>('---|')
      expectObservable(operator(source)).toBe('---|')
      expectSubscriptions(source.subscriptions).toBe('^--!')
    })
  })

  it('passes an error on', () => {
    marbles(({ cold, expectObservable }) => {
      expectObservable(operator(cold<never>('--#'))).toBe('--#')
    })
  })

  if (name !== 'proposeActions' && name !== 'updatePolicy')
    it('passes what it does not handle through, at once and for ever', () => {
      marbles(({ cold, expectObservable }) => {
        const source = cold('-m-m-', { m: marker }) as unknown as Observable<never>
        expectObservable(operator(source), '------!').toBe('-m-m--', { m: marker })
      })
    })
})

describe('what an operator emits', () => {
  it('proposeActions: the proposals of a round, then its end', () => {
    const seen: Array<string> = []
    of({ ...round, batch: 2 })
      .pipe(proposeActions(policy))
      .subscribe((event) => seen.push(event._tag))
    expect(seen).toEqual(['Proposed', 'Proposed', 'RoundProposed'])
  })

  it('trainChild: progress at once, outcomes in order, each in its time', () => {
    marbles(({ cold, expectObservable }) => {
      const source = cold('a-b-|', {
        a: validated,
        b: { ...validated, episode: 1, architecture: { a: 3 }, key: '{"a":3}' },
      })
      const out = source.pipe(
        trainChild<{ readonly a: number }>(
          ({ architecture }) =>
            architecture.a === 2
              ? cold('------x|', { x: { accuracy: 0.2 } })
              : cold('-x|', { x: { accuracy: 0.3 } }),
          { budget: {}, seed: 1, workers: 2 },
        ),
      )
      const progress = { _tag: 'Progress', step: 0, metrics: {} }
      const first = { _tag: 'Trained', metrics: { accuracy: 0.2 }, validated, cached: false }
      expectObservable(out).toBe('p-q----(xy|)', {
        p: { ...progress, episode: 0, key: '{"a":2}' },
        q: { ...progress, episode: 1, key: '{"a":3}' },
        x: first,
        y: {
          ...first,
          metrics: { accuracy: 0.3 },
          validated: { ...validated, episode: 1, architecture: { a: 3 }, key: '{"a":3}' },
        },
      })
    })
  })

  it('trainChild: unsubscribing reaches the trainer', () => {
    marbles(({ cold, expectObservable, expectSubscriptions }) => {
      const training = cold<{ accuracy: number }>('---------x|')
      const out = cold('-a---', { a: validated }).pipe(
        trainChild(() => training, { budget: {}, seed: 1 }),
      )
      expectObservable(out, '----!').toBe('-p---', {
        p: { _tag: 'Progress', step: 0, metrics: {}, episode: 0, key: '{"a":2}' },
      })
      expectSubscriptions(training.subscriptions).toBe('-^--!')
    })
  })
})

describe('a callback that throws', () => {
  const boom = new Error('boom')
  const broken: Policy<RandomState> = {
    ...policy,
    propose: () => {
      throw boom
    },
    learn: () => {
      throw boom
    },
  }
  const brokenReward: Reward = {
    ...accuracy,
    ofMetrics: () => {
      throw boom
    },
  }
  const errorOf = (stream: Observable<unknown>): unknown => {
    let seen: unknown
    stream.subscribe({ error: (error: unknown) => (seen = error) })
    return seen
  }
  it('is the stream’s error', () => {
    expect(errorOf(of(round).pipe(proposeActions(broken)))).toBe(boom)
    expect(errorOf(of(marker).pipe(updatePolicy(broken)))).toBe(boom)
    expect(errorOf(of(trained).pipe(computeReward(brokenReward)))).toBe(boom)
  })
  it('is one child’s failure in a trainer', () => {
    const seen: Array<string> = []
    of(proposed)
      .pipe(
        validateAction(space),
        trainChild<{ readonly a: number }>(
          () => {
            throw boom
          },
          { budget: {}, seed: 1 },
        ),
      )
      .subscribe((event) => seen.push(event._tag))
    expect(seen).toEqual(['Progress', 'Failed'])
  })
  it('leaves a training that never ends to the subscriber', () => {
    const seen: Array<string> = []
    of(validated)
      .pipe(trainChild<{ readonly a: number }>(() => NEVER, { budget: {}, seed: 1 }))
      .subscribe((event) => seen.push(event._tag))
    expect(seen).toEqual(['Progress'])
  })
})
