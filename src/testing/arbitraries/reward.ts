import * as fc from 'fast-check'
import {
  accuracy,
  articleReward,
  clip,
  constantReward,
  flops,
  hardConstraint,
  improvementOverBest,
  latency,
  lexicographic,
  mapReward,
  metric,
  negativeLoss,
  normalise,
  parameters,
  pareto,
  power,
  printReward,
  product,
  r2,
  type Reward,
  rewardFunctions,
  seconds,
  softConstraint,
  weightedSum,
  withPenalty,
} from '../../core.ts'

const tenth = (min: number, max: number): fc.Arbitrary<number> =>
  fc.integer({ min: min * 10, max: max * 10 }).map((tenths) => tenths / 10)

const bounded = (reward: Reward): Reward => clip({ min: -2, max: 2 })(reward)

const leaf: fc.Arbitrary<Reward> = fc.constantFrom(
  accuracy,
  negativeLoss(),
  r2,
  parameters,
  flops,
  seconds,
  latency,
  metric('f1'),
  articleReward('code'),
  constantReward(0.5),
  constantReward(-3),
)

const { part } = fc.letrec<{ part: Reward }>((tie) => {
  const some = fc.array(tie('part'), { maxLength: 3 })
  return {
    part: fc.oneof(
      { maxDepth: 3, withCrossShrink: true },
      leaf,
      fc
        .array(fc.tuple(fc.oneof(fc.constantFrom(1, -1), tenth(-2, 2)), tie('part')), {
          maxLength: 3,
        })
        .map((terms) => weightedSum(...terms)),
      some.map((factors) => product(...factors)),
      fc.tuple(tenth(-1, 2), tie('part')).map(([exponent, of]) => power(exponent)(of)),
      fc.tuple(fc.constantFrom(...rewardFunctions), tie('part')).map(([f, of]) => mapReward(f)(of)),
      fc.tuple(tenth(-3, 0), tie('part')).map(([min, of]) => clip({ min, max: 1 })(of)),
      fc.tuple(tenth(-3, 0), tie('part')).map(([amount, of]) => withPenalty(amount)(of)),
      fc
        .tuple(tie('part'), tie('part'), tenth(0, 5))
        .map(([of, cost, limit]) => hardConstraint({ cost, limit })(of)),
      fc
        .record({
          of: tie('part'),
          cost: tie('part'),
          target: tenth(1, 9),
          weight: tenth(-1, 0),
          within: tenth(-1, 0),
        })
        .map(({ of, ...options }) => softConstraint(options)(of)),
      tie('part').map((of) => improvementOverBest(bounded(of))),
      fc
        .tuple(tie('part'), fc.constantFrom(0.5, 0.9))
        .map(([of, decay]) => normalise({ decay })(of)),
      fc
        .record({ first: tie('part'), second: tie('part'), tolerance: tenth(1, 2) })
        .map(lexicographic),
      fc.array(tie('part').map(bounded), { minLength: 2, maxLength: 3 }).map((of) => pareto(...of)),
    ),
  }
})

const readable = (made: Reward): Reward =>
  Object.assign({ ...made }, { [fc.toStringMethod]: () => printReward(made) })

/**
 * Parts of rewards, of every kind of rxnas, nested a few levels deep; some have no lower bound. They
 * shrink towards one metric.
 */
export const rewardPart: fc.Arbitrary<Reward> = part.map(readable)

/** Rewards that a search can use: {@link rewardPart} between -2 and 2. */
export const reward: fc.Arbitrary<Reward> = part.map((made) => readable(bounded(made)))
