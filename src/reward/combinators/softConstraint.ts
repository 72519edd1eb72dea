import { optionsOf, shown } from '../../common/index.ts'
import { describeReward } from '../description/describeReward.ts'
import { givenNumber } from '../internal/givenNumber.ts'
import { composed, rangeOf } from '../internal/composed.ts'
import { type Range } from '../internal/range.ts'
import { type Reward } from '../Reward.ts'

/** How {@link softConstraint} weighs a cost. */
export interface SoftConstraintOptions {
  readonly cost: Reward
  /** The cost that changes nothing, above 0, in the unit of the cost. */
  readonly target: number
  /** The exponent of the cost, 0 or below; MnasNet takes -0.07. */
  readonly weight: number
  /** The exponent for children below the target, which 0 gives no advantage; default `weight`. */
  readonly within?: number
}

const isWeight = (weight: number): boolean => Number.isFinite(weight) && weight <= 0

const mistakeIn = (target: number, ...weights: ReadonlyArray<number>): string | undefined =>
  !(Number.isFinite(target) && target > 0)
    ? `needs a finite target above 0, not ${shown(target)}.`
    : weights.every(isWeight)
      ? undefined
      : `needs a finite weight of 0 or below, not ${weights.map((weight) => shown(weight)).join(' and ')}: a cost must not pay.`

/** An amount made better by a factor above 1; one below 0 gets better by division. */
const improved = (amount: number, factor: number): number =>
  amount === 0 ? 0 : amount > 0 ? amount * factor : amount / factor

const rangeOfImproved = ([least, most]: Range, [low, high]: Range): Range => [
  improved(least, low),
  most > 0 && high === 0 ? 0 : improved(most, high),
]

/**
 * MnasNet's soft constraint: the reward times (cost / target) ^ weight, so that a child over its
 * target pays for it bit by bit. A reward below 0 is divided by that factor, which makes it worse
 * too. A child that costs 0 has no finite reward, and a cost below 0 is an error.
 *
 * Source: Tan et al., "MnasNet: Platform-Aware Neural Architecture Search for Mobile" (CVPR 2019),
 * equations 2 and 3.
 *
 * @example
 * import { accuracy, seconds, softConstraint } from 'rxnas'
 * import { printReward } from 'rxnas/reward'
 *
 * const quick = softConstraint({ cost: seconds, target: 2, weight: -0.07 })(accuracy)
 * console.log(printReward(quick)) // softConstraint(accuracy, seconds, 2, -0.07)
 */
export const softConstraint =
  (given: SoftConstraintOptions) =>
  (reward: Reward): Reward => {
    const options = optionsOf('softConstraint()', given)
    const { cost, within: givenWithin = options.weight } = options
    describeReward(cost)
    const [target, weight] = [givenNumber(options.target), givenNumber(options.weight)]
    const within = givenNumber(givenWithin)
    const factor = (spent: number): number =>
      spent < 0 ? NaN : (spent / target) ** (spent <= target ? within : weight)
    const factors = [...rangeOf(cost), target].map((spent) => factor(Math.max(0, spent)))
    return composed({
      name: 'softConstraint',
      options: {
        of: describeReward(reward),
        cost: describeReward(cost),
        target,
        weight,
        ...(within === weight ? {} : { within }),
      },
      parts: [reward, cost],
      blames: cost,
      range: rangeOfImproved(rangeOf(reward), [Math.min(...factors), Math.max(...factors)]),
      invalid: mistakeIn(options.target, options.weight, givenWithin),
      pay: ([value, spent]) => improved(value, factor(spent)),
    })
  }
