import * as E from 'fp-ts/lib/Either.js'
import { concat, defer, from, of } from 'rxjs'
import { describe, expect, it } from 'vitest'
import {
  accuracy,
  fail,
  type Reward,
  rewardError,
  startContext,
  trainerFailed,
} from '../../../src/core.ts'
import { computeReward } from '../../../streams/index.ts'
import { child, errorOf, eventsOf, marbles, paid, requiredCases, trained } from '../support.ts'

/** Pays how many episodes came before. */
const counting: Reward = { ...accuracy, ofMetrics: (_, { episode }) => E.right(episode) }

describe('computeReward', () => {
  requiredCases(() => computeReward(accuracy))

  it('pays what a child measured, and the penalty for one that failed, at once', () =>
    marbles(({ cold, expectObservable }) => {
      const failed = fail(trainerFailed('no'))(child(1, 1))
      expectObservable(
        cold('a-b|', { a: trained(0, 0.5), b: failed }).pipe(
          computeReward({ ...accuracy, penalty: -1 }),
        ),
      ).toBe('x-y|', {
        x: paid(0, 0.5),
        y: { _tag: 'Rewarded', outcome: failed, reward: -1 },
      })
    }))

  it('goes on from what is known of a search, in each subscription', () => {
    const rewards = from([trained(0, 1), trained(1, 1)]).pipe(
      computeReward(counting, { ...startContext, episode: 7 }),
    )
    for (let times = 0; times < 2; times++)
      expect(eventsOf(rewards).map(({ reward }) => reward)).toEqual([7, 8])
  })

  it('errors with what a reward throws, and with a reward that is not a finite number', () => {
    const boom = new Error('boom')
    const broken: Reward = {
      ...accuracy,
      ofMetrics: () => {
        throw boom
      },
    }
    expect(errorOf(of(trained(0, 1)).pipe(computeReward(broken)))).toBe(boom)
    const infinite: Reward = { ...accuracy, ofMetrics: () => E.right(Infinity) }
    expect(errorOf(of(trained(0, 1)).pipe(computeReward(infinite)))).toMatchObject({
      _tag: 'RewardError',
    })
  })

  it('errors before anything is trained where the reward cannot be used', () => {
    let trainings = 0
    const training = defer(() => {
      trainings += 1
      return of(trained(0, 1))
    })
    const invalid: Reward = { ...accuracy, invalid: rewardError('mine', 'has no bound') }
    expect(errorOf(concat(training).pipe(computeReward(invalid)))).toMatchObject({
      _tag: 'RewardError',
    })
    expect(trainings).toBe(0)
  })
})
