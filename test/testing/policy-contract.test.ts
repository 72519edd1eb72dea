import { describe, expect, it } from 'vitest'
import { nextBelow, type Policy, random, type RandomState, articleCnn1d } from '../../src/core.ts'
import { policyContract } from '../../src/testing/index.ts'

const space = articleCnn1d()
const honest = random(space)

describe('policyContract', () => {
  it('holds for random', () => policyContract({ policy: honest, space }))

  it.each<[string, Policy<RandomState>]>([
    [
      'propose gives another proposal for the same state',
      {
        ...honest,
        propose: (s) => honest.propose([s[0], s[1], s[2], (Date.now() + Math.random() * 1e9) | 0]),
      },
    ],
    [
      'the codec refuses a state it encoded',
      {
        ...honest,
        codec: Object.create(honest.codec, {
          encode: { value: () => 'lost' },
        }) as typeof honest.codec,
      },
    ],
    [
      'learn gives another state for a stored state than for the live one',
      (() => {
        let calls = 0
        return {
          ...honest,
          learn: () => (s: RandomState) =>
            nextBelow(2 + (calls++ % 2))([s[0], s[1], s[2], calls])[1],
        }
      })(),
    ],
  ])('catches: %s', (law, policy) => {
    expect(() => policyContract({ policy, space })).toThrow(law)
  })
})
