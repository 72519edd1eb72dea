import { describe, expect, it } from 'vitest'
import { accuracy, choice, random } from '../../src/core.ts'
import {
  assertLaws,
  growsWith,
  journalContract,
  policyContract,
  rewardContract,
  trainerContract,
} from '../../src/testing/index.ts'

const space = choice(8, 16)
// What a program passes where types are not checked.
const nonsense = [0, -1, NaN, Infinity, 1.5, '4', null, {}] as unknown as ReadonlyArray<number>

describe('a contract', () => {
  it.each(nonsense)('that would try nothing is refused: %s', async (runs) => {
    const policy = random(space)
    for (const options of [{ runs }, { rounds: runs }, { batch: runs }])
      expect(() => {
        policyContract({ policy, space, ...options })
      }).toThrow(RangeError)
    expect(() => {
      rewardContract({ reward: accuracy, runs })
    }).toThrow(RangeError)
    expect(() => {
      assertLaws(accuracy, [growsWith('accuracy')], { runs })
    }).toThrow('grows with accuracy takes a whole number of 1 or more as runs')
    await expect(journalContract({ space, write: () => '', read: () => [], runs })).rejects.toThrow(
      'journalContract() takes',
    )
    const trainer = () => [{ accuracy: 0.5 }]
    await expect(trainerContract({ trainer, space, runs })).rejects.toThrow('as runs')
  })

  it.each([0, -1, NaN, 'soon'] as unknown as ReadonlyArray<number>)(
    'waits and trains for no such time: %s',
    async (value) => {
      const trainer = () => [{ accuracy: 0.5 }]
      await expect(trainerContract({ trainer, space, abortTimeout: value })).rejects.toThrow(
        'abortTimeout',
      )
      await expect(trainerContract({ trainer, space, budget: { steps: value } })).rejects.toThrow(
        'as steps',
      )
    },
  )

  it.each([NaN, 1.5, 'abc', 2 ** 53] as unknown as ReadonlyArray<number>)(
    'has no such seed: %s',
    (seed) => {
      expect(() => {
        rewardContract({ reward: accuracy, seed })
      }).toThrow('as seed')
    },
  )
})
