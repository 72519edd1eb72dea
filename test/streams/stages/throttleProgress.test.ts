import { concat, from } from 'rxjs'
import { describe, expect, it } from 'vitest'
import { throttleProgress } from '../../../streams/index.ts'
import { eventsOf, marbles, paid, requiredCases, trained } from '../support.ts'

const progress = (episode: number, step: number) =>
  ({ _tag: 'Progress', episode, key: '', step, metrics: {} }) as const

describe('throttleProgress', () => {
  requiredCases(() => throttleProgress(3))

  it('lets one progress of a training through in so many milliseconds', () =>
    marbles(({ cold, expectObservable }) => {
      const values = { a: progress(0, 0), b: progress(0, 1), c: progress(1, 0), t: trained(0, 1) }
      expectObservable(cold('abcbbbt-|', values).pipe(throttleProgress(3))).toBe(
        'a-cb--t-|',
        values,
      )
    }))

  it('forgets an episode that is over: its like begins at once', () =>
    marbles(({ cold, expectObservable }) => {
      const values = { a: progress(0, 0), t: trained(0, 1), r: paid(0, 1) }
      expectObservable(cold('aatara|', values).pipe(throttleProgress(100))).toBe('a-tara|', values)
    }))

  it('lets nothing but progress wait or fall', () => {
    const events = [0, 1, 2].flatMap((e) => [progress(e, 0), progress(e, 1), trained(e, 1)])
    const passed = eventsOf(concat(from(events)).pipe(throttleProgress(1e6)))
    expect(passed).toEqual([0, 1, 2].flatMap((e) => [progress(e, 0), trained(e, 1)]))
  })
})
