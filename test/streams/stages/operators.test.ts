import { NEVER, of, take } from 'rxjs'
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
} from '../../../src/index.ts'
import {
  computeReward,
  proposeActions,
  type Round,
  type RoundProposed,
  stopAfterFailures,
  trainChild,
  updatePolicy,
  validateAction,
} from '../../../streams/index.ts'
import { errorOf, marbles, paid, requiredCases } from '../support.ts'

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

describe('validateAction', () => requiredCases(() => validateAction(space)))
describe('trainChild', () =>
  requiredCases(() => trainChild(() => of({ accuracy: 1 }), { budget: {}, seed: 1 })))
describe('stopAfterFailures', () => requiredCases(() => stopAfterFailures(2)))
describe('computeReward', () => requiredCases(() => computeReward(accuracy)))
describe('updatePolicy', () => requiredCases(() => updatePolicy(policy), paid(0, 1)))

describe('proposeActions', () => {
  it('never emits without a round, ends with its source and errors with it', () =>
    marbles(({ cold, expectObservable, expectSubscriptions }) => {
      const source = cold<Round<RandomState>>('-------')
      expectObservable(source.pipe(proposeActions(policy)), '---!').toBe('----')
      expectSubscriptions(source.subscriptions).toBe('^--!')
      expectObservable(cold<Round<RandomState>>('--|').pipe(proposeActions(policy))).toBe('--|')
      expectObservable(cold<Round<RandomState>>('--#').pipe(proposeActions(policy))).toBe('--#')
    }))

  it('proposes nothing after an unsubscription in the midst of a round', () => {
    let proposals = 0
    const counting: Policy<RandomState> = {
      ...policy,
      propose: (state) => {
        proposals += 1
        return policy.propose(state)
      },
    }
    of({ ...round, batch: 1000 })
      .pipe(proposeActions(counting), take(2))
      .subscribe()
    expect(proposals).toBe(2)
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
