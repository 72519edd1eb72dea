import { type Monoid } from 'fp-ts/lib/Monoid.js'
import { describeReward } from '../description/describeReward.ts'
import { composed, rangeOf } from '../internal/composed.ts'
import { type Range, timesRange } from '../internal/range.ts'
import { type Reward } from '../Reward.ts'

/** A product of rewards. */
export interface Product extends Reward {
  readonly factors: ReadonlyArray<Reward>
}

/**
 * The product of rewards.
 *
 * @example
 * import { accuracy, flops, power, product } from 'rxnas'
 * import { printReward, scale } from 'rxnas/reward'
 *
 * const cheap = product(accuracy, power(-0.07)(scale(1e-6)(flops)))
 * console.log(printReward(cheap)) // accuracy * (0.000001 * flops) ^ -0.07
 */
export const product = (...factors: ReadonlyArray<Reward>): Product => ({
  ...composed({
    name: 'product',
    options: { of: factors.map(describeReward) },
    parts: factors,
    range: factors.reduce<Range>((range, factor) => timesRange(range, rangeOf(factor)), [1, 1]),
    pay: (values) => values.reduce((made, value) => made * value, 1),
  }),
  factors,
})

const isProduct = (reward: Reward): reward is Product => 'factors' in reward

/**
 * Multiplication of rewards. Products are joined factor by factor, so that, unlike the
 * multiplication of numbers, it is associative to the last bit.
 */
export const productMonoid: Monoid<Reward> = {
  empty: product(),
  concat: (a, b) =>
    product(...[a, b].flatMap((reward) => (isProduct(reward) ? reward.factors : [reward]))),
}
