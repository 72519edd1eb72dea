import { type Monoid } from 'fp-ts/lib/Monoid.js'
import { shown } from '../../common/index.ts'
import { describeReward } from '../description/describeReward.ts'
import { givenNumber } from '../internal/givenNumber.ts'
import { composed, rangeOf } from '../internal/composed.ts'
import { plusRange, type Range, scaledRange } from '../internal/range.ts'
import { type Reward } from '../Reward.ts'

/** A reward and how much it counts. */
export type Term = readonly [weight: number, reward: Reward]

/** A sum of rewards, each times its weight. */
export interface WeightedSum extends Reward {
  readonly terms: ReadonlyArray<Term>
}

/**
 * The sum of rewards, each times its weight. A cost has a negative weight, and as a cost can grow
 * without end, a sum that has one needs `withPenalty` or `clip`.
 *
 * @example
 * import { accuracy, clip, flops, weightedSum } from 'rxnas'
 *
 * const reward = clip({ min: -1, max: 1 })(weightedSum([1, accuracy], [-1e-9, flops]))
 * console.log(reward.penalty) // -1
 */
export const weightedSum = (...given: ReadonlyArray<Term>): WeightedSum => {
  for (const term of given)
    if (!Array.isArray(term))
      throw new RangeError(
        `weightedSum() takes pairs of a weight and a reward, not ${shown(term)}.`,
      )
  const terms = given.map(([weight, reward]): Term => [givenNumber(weight), reward])
  const unfit = given.find(([weight]) => !Number.isFinite(givenNumber(weight)))
  return {
    ...composed({
      name: 'weightedSum',
      options: { terms: terms.map(([weight, of]) => ({ weight, of: describeReward(of) })) },
      parts: terms.map(([, reward]) => reward),
      range: terms.reduce<Range>(
        (range, [weight, reward]) => plusRange(range, scaledRange(weight, rangeOf(reward))),
        [0, 0],
      ),
      invalid: unfit === undefined ? undefined : `needs finite weights, not ${shown(unfit[0])}.`,
      pay: (values) => terms.reduce((sum, [weight], i) => sum + weight * (values[i] ?? 0), 0),
    }),
    terms,
  }
}

/** A multiple of a reward; by a negative factor a cost becomes something to make small. */
export const scale =
  (factor: number) =>
  (reward: Reward): WeightedSum =>
    weightedSum([factor, reward])

const isSum = (reward: Reward): reward is WeightedSum => 'terms' in reward

/**
 * Addition of rewards. Sums are joined term by term, so that, unlike the addition of numbers, it is
 * associative to the last bit.
 *
 * @example
 * import { concatAll } from 'fp-ts/lib/Monoid.js'
 * import { accuracy } from 'rxnas'
 * import { constantReward, printReward, sumMonoid } from 'rxnas/reward'
 *
 * console.log(printReward(concatAll(sumMonoid)([accuracy, constantReward(1)]))) // accuracy + 1
 */
export const sumMonoid: Monoid<Reward> = {
  empty: weightedSum(),
  concat: (a, b) =>
    weightedSum(
      ...[a, b].flatMap((reward): ReadonlyArray<Term> =>
        isSum(reward) ? reward.terms : [[1, reward]],
      ),
    ),
}
