import { optionsOf, shown } from '../../common/index.ts'
import { describeReward } from '../description/describeReward.ts'
import { givenNumber } from '../internal/givenNumber.ts'
import { composed } from '../internal/composed.ts'
import { type Reward } from '../Reward.ts'

/** What {@link lexicographic} orders by. */
export interface LexicographicOptions {
  readonly first: Reward
  /** Decides between children whose first reward is alike. */
  readonly second: Reward
  /** Width of the steps that the first reward is cut into: within one, children are alike. */
  readonly tolerance: number
}

/** Into ]0, 1[, rising; by the logarithm, so that large costs too are told apart. */
const squashed = (value: number): number => {
  const magnitude = Math.sign(value) * Math.log1p(Math.abs(value))
  return (1 + magnitude / (1 + Math.abs(magnitude))) / 2
}

/**
 * Orders children by a first reward, cut into steps, and within a step by a second, whatever its
 * size. What it pays is at most one step above the first reward rounded down.
 *
 * @example
 * import { accuracy, parameters } from 'rxnas'
 * import { lexicographic, printReward, scale } from 'rxnas/reward'
 *
 * const smallest = lexicographic({ first: accuracy, second: scale(-1)(parameters), tolerance: 0.01 })
 * console.log(printReward(smallest)) // lexicographic(accuracy, -parameters, 0.01)
 */
export const lexicographic = (options: LexicographicOptions): Reward => {
  const { first, second, tolerance: given } = optionsOf('lexicographic()', options)
  const tolerance = givenNumber(given)
  const step = (value: number): number => Math.floor(value / tolerance)
  return composed({
    name: 'lexicographic',
    options: { first: describeReward(first), second: describeReward(second), tolerance },
    parts: [first, second],
    range: [step(first.penalty) * tolerance, (step(first.max ?? Infinity) + 1) * tolerance],
    invalid:
      tolerance > 0 && Number.isFinite(tolerance)
        ? undefined
        : `needs a finite tolerance above 0, not ${shown(given)}.`,
    pay: ([value, other]) => (step(value) + squashed(other)) * tolerance,
  })
}
