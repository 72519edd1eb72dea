import { from, of } from 'rxjs'
import { describe, expect, it } from 'vitest'
import { type Policy, random, type RandomState } from '../../../src/core.ts'
import { updatePolicy } from '../../../streams/index.ts'
import { errorOf, eventsOf, marker, paid, requiredCases, space } from '../support.ts'

const policy = random(space)

describe('updatePolicy', () => {
  requiredCases(() => updatePolicy(policy), paid(0, 1))

  it('learns from each round what arrived of it, in the state that proposing left', () => {
    const counting: Policy<RandomState> = {
      ...policy,
      learn: (round) => () => [round.length, 0, 0, 0],
      inspect: ([learned]) => ({ learned }),
    }
    const events = [paid(0, 1), paid(1, 1), marker(0), marker(1)]
    const [first, second, ...updates] = eventsOf(from(events).pipe(updatePolicy(counting)))
    expect([first, second]).toEqual([paid(0, 1), paid(1, 1)])
    expect(updates).toEqual([
      {
        _tag: 'PolicyUpdated',
        round: 0,
        episodes: 1,
        rewarded: 2,
        state: [2, 0, 0, 0],
        figures: { learned: 2 },
      },
      {
        _tag: 'PolicyUpdated',
        round: 1,
        episodes: 2,
        rewarded: 0,
        state: [0, 0, 0, 0],
        figures: { learned: 0 },
      },
    ])
  })

  it('errors with what the policy throws', () => {
    const boom = new Error('boom')
    const broken: Policy<RandomState> = {
      ...policy,
      learn: () => {
        throw boom
      },
    }
    expect(errorOf(of(marker()).pipe(updatePolicy(broken)))).toBe(boom)
  })
})
