import { NEVER } from 'rxjs'
import { describe, expect, it } from 'vitest'
import { accuracy, random } from '../../../src/core.ts'
import { search, takeUntilTarget } from '../../../streams/index.ts'
import { eventsOf, marbles, paid, requiredCases, space } from '../support.ts'

const progress = { _tag: 'Progress', episode: 0, key: '', step: 0, metrics: {} }

describe('takeUntilTarget', () => {
  requiredCases(() => takeUntilTarget(0.5), progress)

  it('ends with the episode that reaches the target, and lets its source go', () =>
    marbles(({ cold, expectObservable, expectSubscriptions }) => {
      const [a, b, c] = [paid(0, 0.4), paid(1, 0.5), paid(2, 0.9)]
      const source = cold('-a-b-c-', { a, b, c })
      expectObservable(source.pipe(takeUntilTarget(0.5))).toBe('-a-(b|)', { a, b })
      expectSubscriptions(source.subscriptions).toBe('^--!')
    }))

  it('aborts the trainings under way and proposes no other round', () => {
    const signals: Array<AbortSignal> = []
    const events = eventsOf(
      search({
        space,
        policy: random(space),
        trainer: ({ signal }) => {
          signals.push(signal)
          return signals.length === 2
            ? [{ accuracy: 1 }]
            : signals.length === 1
              ? [{ accuracy: 0 }]
              : NEVER
        },
        reward: accuracy,
        budget: {},
        episodes: 100,
        batch: 4,
        seed: 1,
        workers: 2,
        reuse: false,
      }).pipe(takeUntilTarget(0.9)),
    )
    expect(events.flatMap((e) => (e._tag === 'Rewarded' ? [e.reward] : []))).toEqual([0, 1])
    expect(signals.slice(2).every(({ aborted }) => aborted)).toBe(true)
    expect(signals.length).toBeLessThanOrEqual(4)
  })

  it('refuses a target that is no number', () => {
    expect(() => takeUntilTarget(NaN)).toThrow()
  })
})
