import { describe, expect, it } from 'vitest'
import { accuracy, random } from '../../../src/core.ts'
import { search, takeUntilPlateau } from '../../../streams/index.ts'
import { eventsOf, marbles, paid, requiredCases, space } from '../support.ts'

const progress = { _tag: 'Progress', episode: 0, key: '', step: 0, metrics: {} }
const end = {
  _tag: 'PolicyUpdated',
  round: 0,
  episodes: 0,
  rewarded: 0,
  state: 0,
  figures: {},
} as const

describe('takeUntilPlateau', () => {
  requiredCases(() => takeUntilPlateau({ episodes: 2 }), progress)

  it('ends with the round in which the best reward has not risen for so long', () =>
    marbles(({ cold, expectObservable, expectSubscriptions }) => {
      const values = { a: paid(0, 0.5), b: paid(1, 0.6), c: paid(2, 0.6), d: paid(3, 0.1), e: end }
      const source = cold('-abe-cd-e-ab-', values)
      expectObservable(source.pipe(takeUntilPlateau({ episodes: 2 }))).toBe('-abe-cd-(e|)', values)
      expectSubscriptions(source.subscriptions).toBe('^-------!')
    }))

  it('takes a smaller rise than asked for no rise', () =>
    marbles(({ cold, expectObservable }) => {
      const values = { a: paid(0, 0.5), b: paid(1, 0.55), c: paid(2, 0.61), e: end }
      expectObservable(
        cold('aebece|', values).pipe(takeUntilPlateau({ episodes: 2, by: 0.1 })),
      ).toBe('aebece|', values)
      expectObservable(
        cold('aebebe|', values).pipe(takeUntilPlateau({ episodes: 2, by: 0.1 })),
      ).toBe('aebeb(e|)', values)
    }))

  it('proposes no round after the last', () => {
    let trained = 0
    eventsOf(
      search({
        space,
        policy: random(space),
        trainer: () => {
          trained += 1
          return [{ accuracy: 0.5 }]
        },
        reward: accuracy,
        budget: {},
        episodes: 1000,
        batch: 4,
        seed: 1,
        reuse: false,
      }).pipe(takeUntilPlateau({ episodes: 6 })),
    )
    expect(trained).toBe(8)
  })

  it.each([
    [0, 0],
    [1.5, 0],
    [NaN, 0],
    [2, NaN],
    [2, -1],
  ])('refuses %s episodes and a rise of %s', (episodes, by) => {
    expect(() => takeUntilPlateau({ episodes, by })).toThrow(RangeError)
  })
})
