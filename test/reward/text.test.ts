import * as E from 'fp-ts/lib/Either.js'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  describeReward,
  type Json,
  parseReward,
  printReward,
  type Reward,
  startContext,
} from '../../src/index.ts'
import { reward as anyReward, rewardPart, usualMetrics } from '../../src/testing/index.ts'

const parsed = (description: Json): Reward => {
  const read = parseReward(description)
  if (E.isLeft(read)) throw new Error(read.left.message)
  return read.right
}

describe('the description of a reward', () => {
  it('is read back as it was, from JSON and from text, and the reward pays the same', () => {
    fc.assert(
      fc.property(anyReward, usualMetrics(), (reward, measured) => {
        const description = describeReward(reward)
        const { f1 = 0.5 as never, ...metrics } = measured
        for (const again of [
          parsed(JSON.parse(JSON.stringify(description)) as Json),
          parsed(printReward(reward)),
        ]) {
          expect(describeReward(again)).toEqual(description)
          expect([again.penalty, again.most]).toEqual([reward.penalty, reward.most])
          expect(again.ofMetrics({ ...metrics, f1 }, startContext)).toEqual(
            reward.ofMetrics({ ...metrics, f1 }, startContext),
          )
        }
      }),
      { numRuns: 300 },
    )
  })

  it('is text of the same form when it is read and printed again', () => {
    fc.assert(
      fc.property(rewardPart, (reward) => {
        const text = printReward(reward)
        const read = parseReward(`clip(${text}, -1, 1)`)
        expect(E.isRight(read) && printReward(read.right)).toBe(`clip(${text}, -1, 1)`)
      }),
    )
  })
})
