import * as E from 'fp-ts/lib/Either.js'
import { from, lastValueFrom, NEVER, toArray } from 'rxjs'
import { describe, expect, it } from 'vitest'
import {
  accuracy,
  clip,
  flops,
  improvementOverBest,
  judgeAll,
  product,
  normalise,
  type Outcome,
  type Reward,
  softConstraint,
  weightedSum,
} from '../../../src/core.ts'
import { computeReward } from '../../../streams/index.ts'
import { failedOf, rejectedOf, trainedOf } from '../../reward/support.ts'

const outcomes: ReadonlyArray<Outcome<null>> = [
  trainedOf({ accuracy: 0.5 }),
  rejectedOf(1),
  trainedOf({ accuracy: 0.75 }, 2),
  failedOf(3),
  trainedOf({ accuracy: 0.25 }, 4),
]

describe('computeReward', () => {
  it('lets a reward remember the children of its own search', async () => {
    const reward = product(improvementOverBest(accuracy), clip({ min: 0, max: 3 })(normalise()(accuracy))) // prettier-ignore
    const all = from(outcomes).pipe(computeReward(reward), toArray())
    for (const search of [all, all]) {
      const amounts = (await lastValueFrom(search)).map(({ reward: amount }) => amount)
      expect(E.right(amounts)).toEqual(judgeAll(reward)(outcomes))
    }
  })

  it.each<readonly [string, Reward]>([
    ['flops', softConstraint({ cost: flops, target: 0, weight: -1 })(accuracy)],
    ['flops', weightedSum([1, accuracy], [-1, flops])],
  ])('refuses a reward that cannot be used before any child is trained: %#', (metric, reward) => {
    let error: unknown
    NEVER.pipe(computeReward(reward)).subscribe({ error: (told: unknown) => (error = told) })
    expect(error).toMatchObject({ _tag: 'RewardError', metric })
  })
})
