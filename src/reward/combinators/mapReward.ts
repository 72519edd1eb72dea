import { optionsOf, shown, someText } from '../../common/index.ts'
import { describeReward } from '../description/describeReward.ts'
import { composed, rangeOf } from '../internal/composed.ts'
import { mappedRange, unbounded } from '../internal/range.ts'
import { type Reward } from '../Reward.ts'

/** A function of a reward's amount, and the name that a journal calls it by. */
export interface RewardFunction {
  readonly name: string
  /** Must never fall where its argument rises: better children would earn less. */
  readonly apply: (amount: number) => number
}

/**
 * Functions that the text of a reward can name, as in `map(sqrt, accuracy)`; all of them rise with
 * their argument.
 */
export const rewardFunctions: ReadonlyArray<RewardFunction> = [
  { name: 'sqrt', apply: Math.sqrt },
  { name: 'cbrt', apply: Math.cbrt },
  { name: 'log', apply: Math.log },
  { name: 'log1p', apply: Math.log1p },
  { name: 'exp', apply: Math.exp },
  { name: 'tanh', apply: Math.tanh },
]

/**
 * A function of a reward. The penalty is that of the reward, mapped too.
 *
 * @example
 * import { accuracy } from 'rxnas'
 * import { mapReward, printReward } from 'rxnas/reward'
 *
 * const cubed = mapReward({ name: 'cube', apply: (x) => x ** 3 })(accuracy)
 * console.log(printReward(cubed)) // map(cube, accuracy)
 */
export const mapReward =
  (options: RewardFunction) =>
  (reward: Reward): Reward => {
    const { name, apply } = optionsOf('mapReward()', options)
    // Types may have been passed over.
    const usable = typeof (apply as unknown) === 'function'
    return composed({
      name: 'map',
      options: { function: name, of: describeReward(reward) },
      parts: [reward],
      range: usable ? mappedRange(apply, rangeOf(reward)) : unbounded,
      invalid: !usable
        ? `needs a function to apply, not ${shown(apply)}.`
        : someText().holds(name)
          ? undefined
          : `needs the name of its function, not ${shown(name)}.`,
      pay: ([value]) => apply(value),
    })
  }
