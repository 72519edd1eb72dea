import * as E from 'fp-ts/lib/Either.js'
import { describe, expect, it } from 'vitest'
import {
  accuracy,
  articleReward,
  checkReward,
  defineReward,
  describeReward,
  flops,
  printReward,
  readReward,
  rewardForms,
  rewards,
  scale,
} from '../../src/core.ts'

const described = (text: string, registry = rewards) =>
  E.map(describeReward)(readReward(registry, text))

describe('the rewards by name', () => {
  it('are usable, of different names, and say what they pay', () => {
    for (const { name, help, make } of rewards) {
      expect(E.isRight(checkReward(make()))).toBe(true)
      expect(described(name)).toEqual(E.right(describeReward(make())))
      expect(help).not.toBe('')
    }
    expect(new Set(rewards.map(({ name }) => name)).size).toBe(rewards.length)
  })

  it('have names that no formula can spell', () => {
    expect(described(' article-code\n')).toEqual(E.right(describeReward(articleReward('code'))))
    expect(described('1 + article-code')).toMatchObject({ left: { _tag: 'RewardError' } })
  })

  it('are what help offers, beside a formula', () => {
    expect(rewardForms(rewards)).toMatch(
      /^accuracy, r2, negativeLoss, article-printed, article-code, or a formula such as "/,
    )
  })

  it.each(['constructor', 'toString', '__proto__', 'hasOwnProperty', ''])(
    'are none of JavaScript’s own: %j',
    (name) => {
      expect(E.isLeft(readReward(rewards, name))).toBe(true)
    },
  )
})

describe('a reward of your own in a registry', () => {
  const mine = { ...accuracy, name: 'mine', options: { by: 2 } }
  const registry = [
    ...rewards,
    defineReward({ name: 'mine', help: 'what I like', make: () => mine }),
    defineReward({ name: 'endless', help: 'nothing to use', make: () => scale(-1)(flops) }),
  ]

  it('is read by its name, in a formula, and from a journal', () => {
    expect(readReward(registry, 'mine')).toEqual(E.right(mine))
    expect(E.map(printReward)(readReward(registry, '2 * mine'))).toEqual(E.right('2 * mine'))
    expect(readReward(registry, { name: 'mine', options: { by: 2 } })).toEqual(E.right(mine))
    expect(E.isLeft(readReward(registry, { name: 'mine', options: { by: 3 } }))).toBe(true)
    expect(E.isLeft(readReward(rewards, 'mine'))).toBe(true)
    expect(rewardForms(registry)).toContain('article-code, mine, endless, or')
  })

  it.each(['mine', 'accuracy', 'article-code', 'softConstraint', 'flops'])(
    'is refused where another is called %s',
    (name) => {
      const more = [...registry, defineReward({ name, help: 'mine', make: () => mine })]
      for (const asked of [name, 'accuracy', '2 * accuracy'])
        expect(readReward(more, asked)).toMatchObject({
          left: { message: `Two rewards have the name ${name}. Give one of them another.` },
        })
    },
  )

  it('is refused where it cannot be used', () => {
    expect(readReward(registry, 'endless')).toMatchObject({
      left: { metric: 'flops', message: expect.stringContaining('no lower bound') as string },
    })
  })
})
