import * as E from 'fp-ts/lib/Either.js'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  accuracy,
  advance,
  checkReward,
  clip,
  evaluate,
  improvementOverBest,
  judge,
  judgeAll,
  type Json,
  mapReward,
  normalise,
  type Outcome,
  parameters,
  pareto,
  product,
  type Reward,
  scale,
  startContext,
  withPenalty,
} from '../../src/core.ts'
import { failedOf, finite, paid, rejectedOf, trainedOf } from './support.ts'

const accuracies = (...values: ReadonlyArray<number>): ReadonlyArray<Outcome<null>> =>
  values.map((value, i) => trainedOf({ accuracy: value }, i))

const rewardsOf = (reward: Reward, outcomes: ReadonlyArray<Outcome<null>>) => {
  const amounts = judgeAll(reward)(outcomes)
  if (E.isLeft(amounts)) throw new Error(amounts.left.message)
  return amounts.right
}

describe('the context', () => {
  it('begins with nothing', () => {
    expect(startContext).toEqual({
      episode: 0,
      previousAccuracy: undefined,
      best: undefined,
      baseline: undefined,
      memory: null,
    })
  })

  it('is the fold of what came before', () => {
    const first = advance(trainedOf({ accuracy: 0.5 }), 1, accuracy)(startContext)
    expect(first).toEqual({ episode: 1, previousAccuracy: 0.5, best: 1, baseline: 1, memory: null })
    const second = advance(rejectedOf(1), 0, accuracy)(first)
    expect(second).toEqual({ ...first, episode: 2, baseline: 0.9 })
    const third = advance(failedOf(2), -1, accuracy)(second)
    expect(third).toMatchObject({ episode: 3, previousAccuracy: 0.5, best: 1 })
    expect(third.baseline).toBeCloseTo(0.71, 12)
    const fourth = advance(trainedOf({ loss: 1 }, 3), 2, accuracy)(third)
    expect(fourth).toMatchObject({ previousAccuracy: 0.5, best: 2 })
  })

  it('is moved by a trained child alone to what the reward remembers', () => {
    const counting: Reward = {
      ...accuracy,
      remember: (_, { memory }) => (typeof memory === 'number' ? memory + 1 : 1),
    }
    const memories = [trainedOf({}), rejectedOf(), failedOf(), trainedOf({})].reduce<Array<Json>>(
      (all, outcome) => [
        ...all,
        advance(outcome, 0, counting)({ ...startContext, memory: all.at(-1) ?? null }).memory,
      ],
      [],
    )
    expect(memories).toEqual([1, 1, 1, 2])
  })
})

describe('an outcome', () => {
  it('earns the penalty where no child was trained', () => {
    const reward = withPenalty(-2)(accuracy)
    for (const outcome of [rejectedOf(), failedOf()])
      expect(evaluate(reward, startContext)(outcome)).toEqual(E.right(-2))
    expect(evaluate(reward, startContext)(trainedOf({ accuracy: 0.5 }))).toEqual(E.right(0.5))
  })

  it('has no reward where that is not a finite number, or the reward is wrong', () => {
    const broken: Reward = { ...accuracy, name: 'broken', ofMetrics: () => E.right(NaN) }
    expect(evaluate(broken, { ...startContext, episode: 4 })(trainedOf({}))).toMatchObject({
      left: {
        _tag: 'RewardError',
        reward: 'broken',
        metric: 'accuracy',
        message: 'The reward broken gave NaN for episode 5, which is not a finite number.',
      },
    })
    const wrong = clip({ min: 1, max: 0 })(accuracy)
    expect(evaluate(wrong, startContext)(rejectedOf())).toEqual(E.left(wrong.invalid))
    expect(judge(wrong)(startContext)(rejectedOf())).toEqual(E.left(wrong.invalid))
    expect(judgeAll(wrong)(accuracies(1))).toEqual(E.left(wrong.invalid))
  })

  it('is judged in one step with what follows', () => {
    const outcome = trainedOf({ accuracy: 0.5 })
    expect(judge(accuracy)(startContext)(outcome)).toEqual(
      E.right([0.5, advance(outcome, 0.5, accuracy)(startContext)]),
    )
  })
})

describe('a reward without a lower bound', () => {
  it('cannot be used as it is', () => {
    expect(checkReward(accuracy)).toEqual(E.right(accuracy))
    expect(checkReward(scale(-1)(parameters))).toMatchObject({
      left: {
        reward: 'weightedSum',
        metric: 'parameters',
        message:
          'The reward weightedSum has no lower bound in the metric parameters, so no penalty is below it for an episode without a trained child. Bound it by withPenalty or clip. For example: withPenalty(-parameters, -2000000)',
      },
    })
    const own: Reward = { ...accuracy, name: 'own', penalty: -Infinity }
    expect(checkReward(own)).toMatchObject({
      left: {
        message: expect.stringMatching(/^The reward own has no lower bound, so/) as string,
      },
    })
  })
})

describe('improvement over the best', () => {
  it('is measured against the best child before', () => {
    expect(
      rewardsOf(improvementOverBest(accuracy), [
        ...accuracies(0.5, 0.25, 0.75),
        rejectedOf(),
        trainedOf({ accuracy: 0.875 }),
      ]),
    ).toEqual([0.5, -0.25, 0.25, -1, 0.125])
  })
})

describe('a moving average', () => {
  it('pays standard deviations above the mean, as computed with the weights written out', () => {
    fc.assert(
      fc.property(
        fc.array(fc.nat(100), { minLength: 2, maxLength: 12 }),
        fc.constantFrom(0.5, 0.8, 0.9),
        (percents, decay) => {
          const values = percents.map((percent) => percent / 100)
          const last = values.length - 1
          // The first counts as all that came before it.
          const weights = values.map((_, i) => (i === 0 ? 1 : 1 - decay) * decay ** (last - i))
          const mean = values.reduce((sum, value, i) => sum + weights[i]! * value, 0)
          const variance = values.reduce((sum, v, i) => sum + weights[i]! * (v - mean) ** 2, 0)
          const amounts = rewardsOf(normalise({ decay })(accuracy), accuracies(...values))
          fc.pre(variance > 1e-9)
          expect(amounts[0]).toBe(0)
          expect(amounts.at(-1)).toBeCloseTo((values.at(-1)! - mean) / Math.sqrt(variance), 6)
        },
      ),
    )
  })

  it('pays nothing where nothing differs, and no more than its reach', () => {
    expect(rewardsOf(normalise()(accuracy), accuracies(0.5, 0.5, 0.5))).toEqual([0, 0, 0])
    const spike = rewardsOf(normalise()(accuracy), accuracies(0.5, 0.5, 0.75, 0.25))
    expect(spike[2]).toBe(3)
    expect(spike[3]).toBeGreaterThan(-3)
    expect(rewardsOf(normalise()(accuracy), accuracies(0.5, 0.25))[1]).toBe(-3)
  })
})

describe('a Pareto archive', () => {
  const small = clip({ min: -10, max: 0 })(scale(-1)(parameters))
  const child = (a: number, p: number) => trainedOf({ accuracy: a, parameters: p })

  it('pays what a child adds to the volume', () => {
    expect(
      rewardsOf(pareto(accuracy, small), [
        child(0.5, 5), // 0.5 * 5
        child(0.5, 5), // covered
        child(0.25, 6), // covered
        child(0.25, 3), // 0.25 * 2 more
        child(1, 8), // 0.5 * 2 more
        child(1, 5), // 0.5 * 3 more
        rejectedOf(),
        child(1, 0), // 10 in all, of which 2.5 + 0.5 + 1 + 1.5 are taken
      ]),
    ).toEqual([2.5, 0, 0, 0.5, 1, 1.5, 0, 4.5])
  })

  it('pays the same whichever objective is first, and keeps the front alone', () => {
    const children = [child(0.5, 5), child(0.25, 6), child(0.25, 3), child(1, 8), child(1, 5)]
    expect(rewardsOf(pareto(small, accuracy), children)).toEqual([2.5, 0, 0.5, 1, 1.5])
    const reward = pareto(accuracy, small)
    const end = children.reduce((context, one) => advance(one, 0, reward)(context), startContext)
    // Of the objectives, the second remembers nothing.
    expect(end.memory).toEqual([[[0.25, -3], [1, -5]], null, null]) // prettier-ignore
  })

  it('pays in all what its children cover, in whatever order and however many objectives', () => {
    const thirds = fc.record({ a: fc.nat(3), p: fc.nat(3), l: fc.nat(3) })
    const reward = pareto(
      mapReward({ name: 'id', apply: (x) => x })(accuracy),
      clip({ min: -3, max: 0 })(scale(-1)(parameters)),
      clip({ min: -3, max: 0 })(scale(-1)({ ...parameters, ...rename('latency') })),
    )
    fc.assert(
      fc.property(fc.array(thirds, { maxLength: 8 }), (children) => {
        const amounts = rewardsOf(
          reward,
          children.map(({ a, p, l }) => trainedOf({ accuracy: a / 4, parameters: p, latency: l })),
        )
        // Cells of the grid that some child covers, counted one by one.
        let cells = 0
        for (let a = 0; a < 4; a++)
          for (let p = 0; p < 3; p++)
            for (let l = 0; l < 3; l++)
              if (children.some((c) => c.a > a && 3 - c.p > p && 3 - c.l > l)) cells++
        expect(amounts.reduce((sum, amount) => sum + amount, 0)).toBeCloseTo(cells / 4, 9)
      }),
    )
  })
})

const rename = (name: string): Partial<Reward> => ({
  requiredMetrics: [name],
  ofMetrics: (metrics) => E.right(metrics[name]!),
})

describe('what rewards remember', () => {
  it('is kept beside that of the others, each its own', () => {
    const both = product(improvementOverBest(accuracy), improvementOverBest(parameters))
    const context = advance(trainedOf({ accuracy: 0.5, parameters: 8 }), 4, {
      ...both,
    })(startContext)
    expect(context.memory).toEqual([null, [0.5, null], [8, null]])
    expect(paid(both, { accuracy: 0.25, parameters: 10 }, context)).toBe(-0.5)
  })

  it('is nothing where nothing is to be remembered', () => {
    expect(product(accuracy, parameters).remember).toBeUndefined()
    expect(advance(trainedOf({ accuracy: 1 }), 1, accuracy)(startContext).memory).toBeNull()
  })

  it('begins anew where a memory is not its own', () => {
    for (const memory of [
      7,
      'x',
      [['x'], null],
      [{ mean: 1 }],
      [{ mean: 1, variance: 'x' }],
      [null],
    ])
      for (const reward of [
        improvementOverBest(accuracy),
        normalise()(accuracy),
        pareto(accuracy, accuracy),
      ])
        expect(paid(reward, { accuracy: 0.5 }, { ...startContext, memory })).toBe(
          paid(reward, { accuracy: 0.5 }),
        )
    expect(paid(pareto(accuracy, accuracy), { accuracy: 0.5 }, { ...startContext, memory: [[[0.5]]] })).toBe(0.25) // prettier-ignore
    expect(paid(pareto(accuracy, accuracy), { accuracy: 0.5 }, { ...startContext, memory: [[[0.5, 'x']]] })).toBe(0.25) // prettier-ignore
    expect(paid(pareto(accuracy, accuracy), { accuracy: 0.5 }, { ...startContext, memory: [[[0.5, 0.5]]] })).toBe(0) // prettier-ignore
  })

  it('stays as it was where the reward has nothing to say', () => {
    const reward = improvementOverBest(accuracy)
    const context = { ...startContext, memory: [0.5, null] }
    expect(reward.remember?.({}, context)).toEqual([0.5, null])
    expect(reward.remember?.({ accuracy: finite(0.75) }, context)).toEqual([0.75, null])
  })
})
