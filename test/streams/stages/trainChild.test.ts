import { NEVER, of } from 'rxjs'
import { describe, expect, it } from 'vitest'
import { trainChild, validateAction } from '../../../streams/index.ts'
import {
  type Child,
  child,
  errorOf,
  eventsOf,
  marbles,
  marker,
  proposed,
  requiredCases,
  space,
} from '../support.ts'

const validated = child(0, 2)
const boom = new Error('boom')

describe('trainChild', () => {
  requiredCases(() => trainChild(() => of({ accuracy: 1 }), { budget: {}, seed: 1 }))

  it('gives progress at once, outcomes in order, each in its time', () => {
    marbles(({ cold, expectObservable }) => {
      const source = cold('a-b-|', { a: validated, b: child(1, 3) })
      const out = source.pipe(
        trainChild<Child>(
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
        y: { ...first, metrics: { accuracy: 0.3 }, validated: child(1, 3) },
      })
    })
  })

  it('ends a training that is unsubscribed', () => {
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

  it('takes what a trainer throws for one child’s failure', () => {
    const seen = eventsOf(
      of(proposed(0, 2)).pipe(
        validateAction(space),
        trainChild<Child>(
          () => {
            throw boom
          },
          { budget: {}, seed: 1 },
        ),
      ),
    )
    expect(seen.map(({ _tag }) => _tag)).toEqual(['Progress', 'Failed'])
  })

  it('errors with what the estimate of a cost throws', () => {
    const stage = trainChild<Child>(() => [{ accuracy: 1 }], {
      ...{ budget: {}, seed: 1 },
      cost: () => {
        throw boom
      },
    })
    expect(errorOf(of(validated, marker()).pipe(stage))).toBe(boom)
  })

  it('leaves a training that never ends to the subscriber', () => {
    const seen = eventsOf(
      of(validated).pipe(trainChild<Child>(() => NEVER, { budget: {}, seed: 1 })),
    )
    expect(seen.map(({ _tag }) => _tag)).toEqual(['Progress'])
  })
})
