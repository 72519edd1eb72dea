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
} from '../../src/core.ts'
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
          expect([again.penalty, again.max]).toEqual([reward.penalty, reward.max])
          expect(again.ofMetrics({ ...metrics, f1 }, startContext)).toEqual(
            reward.ofMetrics({ ...metrics, f1 }, startContext),
          )
        }
      }),
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

describe('the text of a reward', () => {
  it.each([
    ['accuracy * (flops / 1e6) ^ -0.07', 'accuracy * (0.000001 * flops) ^ -0.07'],
    [
      'softConstraint(accuracy, flops, 1e6, -0.07)',
      'softConstraint(accuracy, flops, 1000000, -0.07)',
    ],
    [
      'withPenalty(accuracy-1e-6*parameters,-1)',
      'withPenalty(accuracy - 0.000001 * parameters, -1)',
    ],
    ['-accuracy', '-accuracy'],
    ['-3', '-3'],
    ['-3 + accuracy', '-3 + accuracy'],
    ['(-3) + accuracy', '(-3) + accuracy'],
    ['2 * 3', '6'],
    ['6 / 2 / 3', '1'],
    ['2 * (3)', '2 * (3)'],
    ['- 2 * (3)', '-2 * (3)'],
    ['accuracy * 2 * r2 / 4', '0.5 * accuracy * r2'],
    ['accuracy / withPenalty(r2, 1)', 'accuracy * withPenalty(r2, 1) ^ -1'],
    ['(accuracy + r2) * accuracy', '(accuracy + r2) * accuracy'],
    ['(accuracy * r2) * accuracy', '(accuracy * r2) * accuracy'],
    ['accuracy * (-r2)', 'accuracy * (-r2)'],
    ['(accuracy * r2) ^ 2', '(accuracy * r2) ^ 2'],
    ['0 * r2 + accuracy - 2 * r2', '0 * r2 + accuracy - 2 * r2'],
    ['1 * accuracy', '1 * accuracy'],
    ['-1 * (2)', '-1 * (2)'],
    ['.5', '0.5'],
    ['5.', '5'],
    ['article( code )', 'article(code)'],
    ['negativeLoss', 'negativeLoss(10)'],
    ['negativeLoss(2)', 'negativeLoss(2)'],
    ['normalise(accuracy)', 'normalise(accuracy, 0.9)'],
    ['constant(0.5)', '0.5'],
    ['product()', 'product()'],
    ['product(accuracy)', 'product(accuracy)'],
    ['product(2, accuracy)', 'product(2, accuracy)'],
    ['weightedSum()', 'weightedSum()'],
    ['weightedSum(accuracy, r2)', 'accuracy + r2'],
    ['clip(metric("top 5 \\" é"), 0, 1)', 'clip(metric("top 5 \\" é"), 0, 1)'],
    ['clip(metric(größe_2), 0, 1)', 'clip(metric(größe_2), 0, 1)'],
    ['"accuracy"', 'accuracy'],
    ['map(sqrt, accuracy)', 'map(sqrt, accuracy)'],
    [
      'pareto(accuracy, clip(-parameters, -9, 0), r2)',
      'pareto(accuracy, clip(-parameters, -9, 0), r2)',
    ],
    ['lexicographic(accuracy, -flops, 0.01)', 'lexicographic(accuracy, -flops, 0.01)'],
    [
      'hardConstraint(improvementOverBest(accuracy), latency, 20)',
      'hardConstraint(improvementOverBest(accuracy), latency, 20)',
    ],
    ['softConstraint(accuracy, seconds, 2, -1, 0)', 'softConstraint(accuracy, seconds, 2, -1, 0)'],
  ])('%s is read as %s', (text, printed) => {
    expect(printReward(parsed(text))).toBe(printed)
    expect(printReward(describeReward(parsed(text)))).toBe(printed)
  })

  it.each([
    ['', 1, 'a reward or a number is expected, not the end of the text.'],
    ['accuracy +', 11, 'a reward or a number is expected, not the end of the text.'],
    ['accuracy accuracy', 10, 'the end of the reward is expected, not "accuracy".'],
    ['accuracy % 2', 10, 'the end of the reward is expected, not "%".'],
    ['(accuracy', 10, '")" is expected, not the end of the text.'],
    ['clip(accuracy; 0, 1)', 14, '"," or ")" is expected, not ";".'],
    ['accuracy ^ r2', 12, 'a number as exponent is expected, not "r2".'],
    ['accuracy ^ -', 13, 'a number as exponent is expected, not the end of the text.'],
    ['accuracy / 0', 12, 'division by 0 has no value.'],
    [
      'accuracy * flop',
      12,
      '"flop" is not a reward. Known rewards are accuracy, r2, negativeLoss, parameters, flops, seconds, latency, metric, constant, article, map, weightedSum, product, power, clip, withPenalty, hardConstraint, softConstraint, improvementOverBest, normalise, lexicographic, pareto; a metric of your own is metric(flop).',
    ],
    ['1 + constructor', 5, '"constructor" is not a reward.'],
    [
      'flop(1)',
      1,
      '"flop" is not a reward that takes arguments. Those that do are negativeLoss, metric, constant, article, map, weightedSum, product, power, clip, withPenalty, hardConstraint, softConstraint, improvementOverBest, normalise, lexicographic, pareto.',
    ],
    ['accuracy(1)', 10, 'accuracy() takes at most 0 arguments, not 1.'],
    ['clip(accuracy, 0, 1, 2)', 22, 'clip(of, min, max) takes at most 3 arguments, not 4.'],
    ['2 * clip(accuracy)', 5, 'its min is missing.'],
    ['clip(accuracy, flops, 1)', 16, '"flops" is not a finite number.'],
    ['clip(accuracy, 0, 1e999)', 19, 'Infinity is not a finite number.'],
    ['article(prnted)', 9, '"prnted" is not one of printed, code.'],
    [
      'map(sin, accuracy)',
      5,
      '"sin" is not one of the functions sqrt, cbrt, log, log1p, exp, tanh.',
    ],
    ['metric(1)', 8, '1 is not a name.'],
    ['metric("")', 8, '"" is not a name.'],
    ['"open', 1, 'a reward or a number is expected, not "\\"".'],
    ['clip(accuracy ^ 2 * (1 + flop), 0, 1)', 26, '"flop" is not a reward.'],
    ['pareto(accuracy, r2 - flop)', 23, '"flop" is not a reward.'],
    [
      'accuracy * softConstraint(accuracy, flops, 0, -1)',
      12,
      'The reward softConstraint of flops needs a finite target above 0, not 0.',
    ],
    [
      'accuracy - flops',
      1,
      'The reward weightedSum has no lower bound in the metric flops, so no penalty is below it for an episode without a trained child. Bound it by withPenalty or clip. For example: withPenalty(accuracy - flops, -1000000000)',
    ],
  ])('%s is wrong at character %d', (text, character, message) => {
    const read = parseReward(text)
    if (E.isRight(read)) throw new Error('it was read')
    expect(read.left).toMatchObject({ _tag: 'RewardError', reward: text, position: character - 1 })
    const start = `The reward ${text === '' ? '' : `${text.trim()} `}is wrong at character ${character}: `
    expect(read.left.message.slice(0, start.length)).toBe(start)
    expect(read.left.message.slice(start.length).startsWith(message)).toBe(true)
  })

  it('names the metric that is at fault', () => {
    expect(parseReward('softConstraint(accuracy, latency, -5, -1)')).toMatchObject({
      left: { metric: 'latency' },
    })
    expect(parseReward('accuracy - flops')).toMatchObject({ left: { metric: 'flops' } })
    const other = parseReward('accuracy - ')
    expect(E.isLeft(other) && 'metric' in other.left).toBe(false)
  })

  it('may be any text at all', () => {
    const pieces = fc.constantFrom(
      ...'accuracy clip ( ) , + - * / ^ 1 0 1e-7 . " \\ \n é 🙂'.split(' '),
    )
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.array(pieces).map((all) => all.join(' ')),
        ),
        (text) => {
          const read = parseReward(text)
          if (E.isLeft(read)) {
            expect(read.left.position).toBeGreaterThanOrEqual(0)
            expect(read.left.position).toBeLessThanOrEqual(text.length)
          }
        },
      ),
    )
  })

  it('may be nested as deep as a person nests, and not so deep that the stack ends', () => {
    const nested = (depth: number) => `${'('.repeat(depth)}accuracy${')'.repeat(depth)}`
    expect(E.isRight(parseReward(nested(50)))).toBe(true)
    const deep = parseReward(nested(100_000))
    expect(E.isLeft(deep) && deep.left).toMatchObject({
      position: 51,
      message: 'The reward is wrong at character 52: it is nested too deeply.',
    })
  })
})

describe('the JSON of a reward', () => {
  it.each<readonly [Json, string]>([
    [0.5, '0.5'],
    [{ name: 'accuracy' }, 'accuracy'],
    [{ name: 'product', options: { of: ['accuracy', 2, { name: 'r2', options: {} }] } }, 'product(accuracy, 2, r2)'], // prettier-ignore
    [{ name: 'weightedSum', options: { terms: [{ weight: 2, of: 'accuracy' }, 'r2'] } }, '2 * accuracy + r2'], // prettier-ignore
  ])('%j is read as %s', (description, printed) => {
    expect(printReward(parsed(description))).toBe(printed)
  })

  it.each<readonly [Json, string]>([
    [null, ': null is not a reward.'],
    [[1], ': [1] is not a reward.'],
    [{ name: 1 }, ': {"name":1} is not a reward.'],
    [{ name: 'none' }, ': "none" is not a reward. Known rewards'],
    [{ name: 'accuracy', options: 1 }, ' at options: 1 is not an object.'],
    [{ name: 'accuracy', options: { x: 1 } }, ' at options: "x" is not one of its options: it has none.'], // prettier-ignore
    [{ name: 'metric', options: { name: 'a', x: 1 } }, ' at options: "x" is not one of name.'],
    [{ name: 'metric', options: {} }, ' at options.name: its name is missing.'],
    [{ name: 'product', options: { of: {} } }, ' at options.of: {} is not a list.'],
    [{ name: 'product', options: { of: ['accuracy', null] } }, ' at options.of.1: null is not a reward.'], // prettier-ignore
    [{ name: 'weightedSum', options: { terms: [{ weight: 'x', of: 1 }] } }, ' at options.terms.0.weight: "x" is not a finite number.'], // prettier-ignore
    [{ name: 'clip', options: { of: 'accuracy', min: 2, max: 1 } }, ' at options: The reward clip of accuracy needs finite bounds min < max, not 2 and 1.'], // prettier-ignore
    [{ name: 'flops', options: {} }, 'nothing'],
    [{ name: 'metric', options: { name: 'f1' } }, ': The reward metric has no lower bound in the metric f1'], // prettier-ignore
  ])('%j is wrong', (description, message) => {
    const read = parseReward(description)
    if (message === 'nothing') expect(E.isRight(read)).toBe(true)
    else
      expect(read).toMatchObject({
        left: {
          _tag: 'RewardError',
          message: expect.stringContaining(
            `The description of a reward is wrong${message}`,
          ) as string,
        },
      })
  })

  it('is told where it is nested too deeply', () => {
    const nested = (depth: number) =>
      Array.from({ length: depth }).reduce<Json>(
        (of) => ({ name: 'improvementOverBest', options: { of } }),
        'accuracy',
      )
    expect(E.isRight(parseReward(nested(50)))).toBe(true)
    expect(parseReward(nested(5000))).toMatchObject({
      left: { message: expect.stringContaining('it is nested too deeply.') as string },
    })
  })
})

describe('rewards and functions of your own', () => {
  const own: Reward = {
    ...parsed('accuracy'),
    name: 'my reward',
    options: { of: 1, by: [2] },
  }
  const functions = [{ name: 'cube', apply: (x: number) => x ** 3 }]

  it('are called by name', () => {
    const read = parseReward('map(cube, "my reward") + 1', { rewards: [own], functions })
    if (E.isLeft(read)) throw new Error(read.left.message)
    expect(printReward(read.right)).toBe('map(cube, "my reward") + 1')
    expect(read.right.ofMetrics({ accuracy: 0.5 as never }, startContext)).toEqual(E.right(1.125))
  })

  it('are known by name and options in a journal', () => {
    const options = { by: [2], of: 1 }
    expect(parseReward({ name: 'my reward', options }, { rewards: [own] })).toEqual(E.right(own))
    expect(
      parseReward({ name: 'my reward', options: { of: 2 } }, { rewards: [own] }),
    ).toMatchObject({
      left: { message: expect.stringContaining('pareto, my reward; a metric') as string },
    })
    expect(E.isLeft(parseReward({ name: 'my reward', options }))).toBe(true)
    expect(parseReward('map(sin, accuracy)', { functions })).toMatchObject({
      left: { message: expect.stringContaining('the functions cube, sqrt') as string },
    })
  })
})
