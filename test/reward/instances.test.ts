import { sequenceT } from 'fp-ts/lib/Apply.js'
import * as E from 'fp-ts/lib/Either.js'
import { type Monoid } from 'fp-ts/lib/Monoid.js'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  accuracy,
  describeReward,
  type Judgement,
  judgementApplicative as judgement,
  judgementFunctor,
  type Metrics,
  product,
  productMonoid,
  type Reward,
  startContext,
  sumMonoid,
  weightedSum,
} from '../../src/core.ts'
import { metrics, rewardPart, usualMetrics } from '../../src/testing/index.ts'

const judgements: fc.Arbitrary<Judgement<number>> = rewardPart.map(({ ofMetrics }) => ofMetrics)
const functions: fc.Arbitrary<(x: number) => number> = fc.func(fc.integer())
const judgedFunctions = fc
  .tuple(judgements, fc.func<[number, number], number>(fc.integer()))
  .map(([judge, f]): Judgement<(x: number) => number> =>
    judgementFunctor.map(judge, (a) => (b: number) => f(a, b)),
  )

const expectSame = <A>(a: Judgement<A>, b: Judgement<A>, measured: Metrics) =>
  expect(a(measured, startContext)).toEqual(b(measured, startContext))

describe('judgements', () => {
  it('are a functor', () => {
    fc.assert(
      fc.property(judgements, functions, functions, metrics(), (judge, f, g, m) => {
        expectSame(
          judgementFunctor.map(judge, (x) => x),
          judge,
          m,
        )
        expectSame(
          judgementFunctor.map(judge, (x) => g(f(x))),
          judgementFunctor.map(judgementFunctor.map(judge, f), g),
          m,
        )
      }),
    )
  })

  it('are an applicative', () => {
    fc.assert(
      fc.property(
        judgements,
        judgedFunctions,
        judgedFunctions,
        functions,
        fc.integer(),
        metrics(),
        (judge, fs, gs, f, x, m) => {
          const { of, ap, map } = judgement
          expectSame(
            ap(
              of((a: number) => a),
              judge,
            ),
            judge,
            m,
          )
          expectSame(ap(of(f), of(x)), of(f(x)), m)
          expectSame(
            ap(fs, of(x)),
            ap(
              of((g: (n: number) => number) => g(x)),
              fs,
            ),
            m,
          )
          type F = (n: number) => number
          const compose = (g: F) => (h: F) => (a: number) => g(h(a))
          expectSame(ap(ap(map(gs, compose), fs), judge), ap(gs, ap(fs, judge)), m)
        },
      ),
    )
  })

  it('tell the first of two errors', () => {
    const failing =
      (name: string): Judgement<number> =>
      () =>
        E.left({ _tag: 'RewardError', reward: name, message: name })
    expect(
      sequenceT(judgement)(failing('first'), failing('second'))({}, startContext),
    ).toMatchObject({ left: { reward: 'first' } })
  })
})

const said = (reward: Reward, m: Metrics) => [
  reward.penalty,
  reward.max,
  reward.ofMetrics(m, startContext),
]

describe.each<readonly [string, Monoid<Reward>]>([
  ['addition', sumMonoid],
  ['multiplication', productMonoid],
])('%s', (_, { concat, empty }) => {
  it('is a monoid, to the last bit', () => {
    fc.assert(
      fc.property(rewardPart, rewardPart, rewardPart, usualMetrics(), (a, b, c, m) => {
        const one = concat(a, concat(b, c))
        const other = concat(concat(a, b), c)
        expect(describeReward(one)).toEqual(describeReward(other))
        expect(said(one, m)).toEqual(said(other, m))
        fc.pre(E.isRight(a.ofMetrics(m, startContext)))
        expect(said(concat(a, empty), m)).toEqual(said(concat(empty, a), m))
        expect(concat(a, empty).ofMetrics(m, startContext)).toEqual(a.ofMetrics(m, startContext))
        expect(concat(a, empty).penalty).toBe(a.penalty)
      }),
    )
  })
})

describe('the monoids', () => {
  it('join sums and products flat', () => {
    expect(describeReward(sumMonoid.concat(weightedSum([2, accuracy]), accuracy))).toEqual(
      describeReward(weightedSum([2, accuracy], [1, accuracy])),
    )
    expect(describeReward(productMonoid.concat(product(accuracy, accuracy), accuracy))).toEqual(
      describeReward(product(accuracy, accuracy, accuracy)),
    )
    expect([describeReward(sumMonoid.empty), describeReward(productMonoid.empty)]).toEqual([
      describeReward(weightedSum()),
      describeReward(product()),
    ])
  })
})
