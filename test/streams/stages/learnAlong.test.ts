import { from, of } from 'rxjs'
import { describe, expect, it } from 'vitest'
import { type Policy, random, type RandomState } from '../../../src/core.ts'
import { learnAlong } from '../../../streams/index.ts'
import { errorOf, eventsOf, marker, paid, requiredCases, space } from '../support.ts'

// A policy whose state tells what it has learned from.
const counting: Policy<RandomState> = {
  ...random(space),
  init: (seed) => [seed, 0, 0, 0],
  learn: (round) => (state) => [state[0], state[1] + round.length, 0, 0],
}

describe('learnAlong', () => {
  requiredCases(() => learnAlong(counting, 5), paid(0, 1))

  it('learns from the rounds of another policy, in a state of its own', () => {
    const events = [paid(0, 1), paid(1, 1), marker(0), paid(2, 1), marker(1)]
    const learned = eventsOf(from(events).pipe(learnAlong(counting, 5))).flatMap((event) =>
      event._tag === 'PolicyUpdated' ? [event.state] : [],
    )
    expect(learned).toEqual([
      [5, 2, 0, 0],
      [5, 3, 0, 0],
    ])
  })

  it('errors with what the policy throws', () => {
    const boom = new Error('boom')
    const broken: Policy<RandomState> = {
      ...counting,
      learn: () => {
        throw boom
      },
    }
    expect(errorOf(of(marker()).pipe(learnAlong(broken, 1)))).toBe(boom)
  })
})
