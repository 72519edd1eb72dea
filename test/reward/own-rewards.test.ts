import * as E from 'fp-ts/lib/Either.js'
import { describe, expect, it } from 'vitest'
import {
  accuracy,
  advance,
  articleReward,
  checkReward,
  clip,
  evaluate,
  judgeAll,
  mapReward,
  metric,
  negativeLoss,
  normalise,
  parseReward,
  type Reward,
  rewardError,
  startContext,
  weightedSum,
} from '../../src/core.ts'
import { usualMetric, usualMetrics } from '../../src/testing/index.ts'
import { trainedOf } from './support.ts'
import * as fc from 'fast-check'

/** What a program passes where types are not checked. */
const untyped = <A>(value: unknown): A => value as A

const returning = (result: unknown): Reward => ({
  name: 'mine',
  options: {},
  penalty: 0,
  ofMetrics: () => untyped(result),
})

const messageOf = (judged: E.Either<{ readonly message: string }, unknown>): string =>
  E.isLeft(judged) ? judged.left.message : 'none'

describe('a reward of your own', () => {
  const child = trainedOf({ accuracy: 0.5 })

  it.each<readonly [unknown, string]>([
    [undefined, 'returned nothing'],
    [null, 'returned null'],
    [0.5, 'returned 0.5'],
    [[0.5], 'returned [0.5]'],
    [{}, 'returned {}'],
    [{ _tag: 'Some', value: 1 }, 'returned {"_tag":"Some","value":1}'],
    [Promise.resolve(E.right(1)), 'returned {}'],
    [E.right(undefined), 'returned E.right of nothing'],
    [E.right('0.5'), 'returned E.right of "0.5"'],
    [E.left('too large'), 'returned E.left of "too large"'],
    [E.left(undefined), 'returned E.left of nothing'],
  ])('that returns %j is told, alone and as a part', (result, what) => {
    const expected = `The reward mine ${what}. Its ofMetrics returns E.right of a number, or E.left of a rewardError.`
    const reward = returning(result)
    for (const one of [
      reward,
      weightedSum([1, accuracy], [1, reward]),
      clip({ min: 0, max: 1 })(reward),
    ])
      // prettier-ignore
      expect(messageOf(evaluate(one, startContext)(child))).toBe(expected)
    expect(messageOf(judgeAll(reward)([child, child]))).toBe(expected)
  })

  it('that says why it cannot judge is heard', () => {
    const refusal = rewardError('mine', 'The moon is full.')
    expect(evaluate(returning(E.left(refusal)), startContext)(child)).toEqual(E.left(refusal))
    expect(messageOf(evaluate(returning(E.right(NaN)), startContext)(child))).toBe(
      'The reward mine gave NaN for episode 1, which is not a finite number.',
    )
  })

  it.each<readonly [Partial<Record<keyof Reward, unknown>>, string]>([
    [
      { penalty: undefined },
      'needs a penalty for episodes without a trained child: a finite number, not nothing',
    ],
    [{ penalty: '0' }, 'a finite number, not "0"'],
    [{ penalty: NaN }, 'a finite number, not NaN'],
    [{ penalty: Infinity }, 'a finite number, not Infinity'],
    [{ name: undefined }, 'A reward needs a name, which is not nothing'],
    [{ name: '' }, 'A reward needs a name, which is not ""'],
    [{ ofMetrics: undefined }, 'needs a function ofMetrics, not nothing'],
    [{ options: undefined }, 'needs options that a journal can hold, as {}: nothing is not JSON'],
    [
      { options: { at: NaN } },
      'options that a journal can hold, as {}: NaN is not a finite number',
    ],
    [{ options: { of: () => 1 } }, 'a function is not JSON'],
  ])('that lacks something is refused before a child is trained: %j', (fields, message) => {
    const reward = untyped<Reward>({ ...accuracy, name: 'mine', ...fields })
    expect(messageOf(checkReward(reward))).toContain(message)
    expect(messageOf(evaluate(reward, startContext)(child))).toContain(message)
  })

  it('that remembers nothing leaves a memory that JSON holds', () => {
    const remember = untyped<Reward['remember'] & object>(() => undefined)
    expect(advance(child, 1, { remember })(startContext).memory).toBeNull()
  })
})

describe('the options of a reward', () => {
  it.each<readonly [Reward, string]>([
    [articleReward(untyped('Code')), 'takes the rule printed or code, not "Code"'],
    [articleReward(untyped('toString')), 'takes the rule printed or code, not "toString"'],
    [metric(''), 'takes the name of a metric, not ""'],
    [metric(untyped(3)), 'takes the name of a metric, not 3'],
    [normalise({ decay: untyped('0.5') })(accuracy), 'needs a decay between 0 and 1, not "0.5"'],
    [normalise({ decay: NaN })(accuracy), 'needs a decay between 0 and 1, not NaN'],
    [
      mapReward({ name: 'f', apply: untyped(undefined) })(accuracy),
      'needs a function to apply, not nothing',
    ],
    [negativeLoss({ ceiling: untyped('9') }), 'needs a finite ceiling, not "9"'],
    [clip({ min: untyped('0'), max: 1 })(accuracy), 'needs finite bounds min < max, not "0" and 1'],
  ])('are checked: %#', (reward, message) => {
    expect(messageOf(checkReward(reward))).toContain(message)
  })

  it('are rewards where they are to be', () => {
    expect(() => clip({ min: 0, max: 1 })(untyped(undefined))).toThrow('and nothing is none')
    expect(() => weightedSum([1, untyped('accuracy')])).toThrow('and "accuracy" is none')
  })
})

describe.each(['constructor', 'toString', '__proto__', 'hasOwnProperty', 'valueOf'])(
  'a metric or reward named %s',
  (name) => {
    const measured = Object.fromEntries([[name, 0.25]]) as never

    it('is measured, or missing, as any other', () => {
      const reward = clip({ min: 0, max: 1 })(metric(name))
      expect(reward.ofMetrics(measured, startContext)).toEqual(E.right(0.25))
      for (const judged of [reward.ofMetrics({}, startContext), metric(name).ofMetrics({}, startContext)]) // prettier-ignore
        expect(messageOf(judged)).toContain(`needs the metric ${name}, but the trainer measured only nothing`) // prettier-ignore
      const broken = clip({ min: 0, max: 1 })(mapReward({ name: 'nan', apply: () => NaN })(metric(name))) // prettier-ignore
      expect(messageOf(broken.ofMetrics(measured, startContext))).toContain(`of ${name} 0.25.`)
    })

    it('is read from text and JSON', () => {
      expect(E.isRight(parseReward(`clip(metric(${name}), 0, 1)`))).toBe(true)
      expect(messageOf(parseReward(name))).toContain('is not a reward')
      expect(messageOf(parseReward({ name, options: {} }))).toContain('is not a reward')
      expect(messageOf(parseReward(`map(${name}, accuracy)`))).toContain(
        'is not one of the functions',
      )
      const options = Object.fromEntries([[name, 1]])
      expect(messageOf(parseReward({ name: 'accuracy', options }))).toContain(
        'is not one of its options',
      )
    })

    it('is made by the arbitraries of tests', () => {
      fc.assert(
        fc.property(usualMetric(name), usualMetrics([name, 'accuracy']), (one, all) => {
          expect(Number.isFinite(one)).toBe(true)
          expect(Object.keys(all).sort()).toEqual([name, 'accuracy'].sort())
        }),
        { numRuns: 20 },
      )
    })
  },
)
