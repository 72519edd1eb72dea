import { from } from 'rxjs'
import { describe, expect, it } from 'vitest'
import { fail, type Rejected, trainerFailed } from '../../../src/core.ts'
import { stopAfterFailures } from '../../../streams/index.ts'
import { child, errorOf, eventsOf, marbles, proposed, requiredCases, trained } from '../support.ts'

const failed = (episode: number) => fail(trainerFailed('No such file.'))(child(episode, 1))
const rejected: Rejected = {
  _tag: 'Rejected',
  proposed: proposed(1, 9),
  reason: { _tag: 'InvalidArchitecture', path: '', message: 'no' },
}

describe('stopAfterFailures', () => {
  requiredCases(() => stopAfterFailures(2))

  it('errors behind the last of so many failures in a row, and says what it was', () =>
    marbles(({ cold, expectObservable, expectSubscriptions }) => {
      const source = cold('a-b-c--', { a: failed(0), b: failed(1), c: failed(2) })
      expectObservable(source.pipe(stopAfterFailures(2))).toBe(
        'a-(b#)',
        { a: failed(0), b: failed(1) },
        {
          _tag: 'TooManyFailures',
          failures: 2,
          message: `2 trainings in a row have failed, the last with: ${failed(1).reason.message} Correct its cause, or allow more failures in a row.`,
        },
      )
      expectSubscriptions(source.subscriptions).toBe('^-!')
    }))

  it('begins to count again after a trained child, and does not count a rejected one', () => {
    const lives = [failed(0), trained(1, 1), failed(2), rejected]
    expect(eventsOf(from(lives).pipe(stopAfterFailures(2)))).toEqual(lives)
    const ends = [failed(0), rejected, failed(2)]
    expect(errorOf(from(ends).pipe(stopAfterFailures(2)))).toMatchObject({ failures: 2 })
  })

  it('counts on from where a search was stopped', () => {
    expect(errorOf(from([failed(0)]).pipe(stopAfterFailures(3, 2)))).toMatchObject({ failures: 3 })
  })

  it('begins anew with each subscription', () => {
    const stream = from([failed(0)]).pipe(stopAfterFailures(2))
    expect(eventsOf(stream)).toEqual(eventsOf(stream))
  })
})
