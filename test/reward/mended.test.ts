import * as E from 'fp-ts/lib/Either.js'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  accuracy,
  checkReward,
  flops,
  improvementOverBest,
  type Json,
  latency,
  metric,
  parameters,
  pareto,
  parseReward,
  power,
  printReward,
  product,
  type Reward,
  scale,
  startContext,
  weightedSum,
} from '../../src/core.ts'
import { rewardPart } from '../../src/testing/index.ts'

const mendedOf = (reward: Reward): string | undefined => {
  const checked = checkReward(reward)
  if (E.isRight(checked)) throw new Error('it can be used as it is')
  return checked.left.mended
}

describe('a reward of a linear cost', () => {
  it.each<readonly [string, string]>([
    ['accuracy - parameters / 1e6', 'withPenalty(accuracy - 0.000001 * parameters, -2)'],
    ['accuracy - flops/1e9', 'withPenalty(accuracy - 1e-9 * flops, -1)'],
    ['accuracy - 0.01 * latency', 'withPenalty(accuracy - 0.01 * latency, -10)'],
    ['r2 - seconds / 100', 'withPenalty(r2 - 0.01 * seconds, -7)'],
    ['-flops', 'withPenalty(-flops, -1000000000)'],
    ['2 * accuracy - parameters/3e5 - 7', 'withPenalty(2 * accuracy - 0.0000033333333333333333 * parameters - 7, -14)'], // prettier-ignore
    ['metric(f1)', 'clip(metric(f1), 0, 1)'],
    ['metric("top 5") - metric(flops)', 'clip(metric("top 5"), 0, 1) - clip(metric(flops), 0, 1)'],
    ['metric(f1) - flops/1e9', 'withPenalty(clip(metric(f1), 0, 1) - 1e-9 * flops, -1)'],
    ['pareto(accuracy, -parameters)', 'pareto(accuracy, -clip(parameters, 0, 2000000))'],
    ['improvementOverBest(accuracy - latency)', 'improvementOverBest(accuracy - clip(latency, 0, 1000))'], // prettier-ignore
    ['accuracy * (1 - seconds)', 'withPenalty(accuracy * (1 - seconds), -600)'],
  ])('%s is refused with the formula that can be used: %s', (text, formula) => {
    const read = parseReward(text)
    if (E.isRight(read)) throw new Error('it was read')
    expect(read.left.mended).toBe(formula)
    expect(read.left.message.endsWith(` For example: ${formula}`)).toBe(true)
    const mended = parseReward(formula)
    if (E.isLeft(mended)) throw new Error(mended.left.message)
    expect(E.isRight(checkReward(mended.right))).toBe(true)
    // What a person copies is what is printed of it again.
    expect(printReward(mended.right)).toBe(formula)
  })

  it.each<readonly [Reward, string | undefined]>([
    [weightedSum([1, accuracy], [-1e-6, parameters]), 'withPenalty(accuracy - 0.000001 * parameters, -2)'], // prettier-ignore
    [pareto(accuracy, scale(-1)(latency)), 'pareto(accuracy, -clip(latency, 0, 1000))'],
    [improvementOverBest(scale(-1)(flops)), 'improvementOverBest(-clip(flops, 0, 1000000000))'],
    [product(metric('f1'), accuracy), 'clip(metric(f1), 0, 1) * accuracy'],
    // A cost of 0 would pay nothing finite, however large a cost may be.
    [scale(-1)(power(-1)(flops)), undefined],
    [{ ...accuracy, name: 'mine', penalty: -Infinity }, undefined],
  ])('is refused so of a program, too: %#', (reward, formula) => {
    expect(mendedOf(reward)).toBe(formula)
  })

  it('is mended also where it calls a reward of your own', () => {
    const own: Reward = { ...accuracy, name: 'mine' }
    expect(parseReward('mine - flops', { rewards: [own] })).toMatchObject({
      left: { mended: 'withPenalty(mine - flops, -1000000000)' },
    })
  })

  it('is mended so that it pays the same of usual children', () => {
    const linear = weightedSum([1, accuracy], [-1e-6, parameters])
    const mended = parseReward(mendedOf(linear) ?? '')
    if (E.isLeft(mended)) throw new Error(mended.left.message)
    fc.assert(
      fc.property(fc.nat(100), fc.nat(2_000_000), (percent, count) => {
        const measured = { accuracy: percent / 100, parameters: count } as never
        expect(mended.right.ofMetrics(measured, startContext)).toEqual(
          linear.ofMetrics(measured, startContext),
        )
      }),
    )
  })

  it('and any other is mended to what can be used, or not at all', () => {
    fc.assert(
      fc.property(rewardPart, (reward) => {
        const checked = checkReward(reward)
        if (E.isRight(checked) || checked.left.mended === undefined) return
        expect(E.isRight(parseReward(checked.left.mended))).toBe(true)
      }),
      { numRuns: 300 },
    )
  })

  it.each<readonly [string, Json]>([
    ['an unknown name', 'accuracy - flop'],
    ['a mistake beside the cost', 'clip(accuracy, 1, 0) - flops'],
    ['no reward', { name: 'weightedSum', options: { terms: null } }],
    ['what is nested too deeply', Array.from({ length: 600 }).reduce<Json>((of) => [of], 1)],
  ])('is not mended where that is not its only mistake: %s', (_, description) => {
    const read = parseReward(description)
    expect(E.isLeft(read) && read.left.mended).toBe(undefined)
  })
})
