import { type Reward } from '../../core.ts'
import { growsWith } from '../laws/growsWith.ts'
import { ignoresTime } from '../laws/ignoresTime.ts'
import { isDeterministic } from '../laws/isDeterministic.ts'
import { neverPrefersRejected } from '../laws/neverPrefersRejected.ts'
import { paysFiniteNumbers } from '../laws/paysFiniteNumbers.ts'
import { prefersSmaller } from '../laws/prefersSmaller.ts'
import { remembersPlainData } from '../laws/remembersPlainData.ts'
import { assertLaws, type Effort, type RewardLaw } from '../laws/RewardLaw.ts'
import { staysWithin } from '../laws/staysWithin.ts'

/** A reward, and what it promises beside what every reward does. */
export interface RewardUnderTest extends Effort {
  readonly reward: Reward
  /** Metrics of which more must not earn less; default accuracy. */
  readonly growsWith?: ReadonlyArray<string>
  /** Costs of which half must earn more. */
  readonly prefersSmaller?: ReadonlyArray<string>
  /** Bounds; default `penalty` and `max` of the reward. */
  readonly within?: readonly [min: number, max: number]
}

/** What every reward promises. */
export const rewardLaws: ReadonlyArray<RewardLaw> = [
  paysFiniteNumbers,
  isDeterministic,
  ignoresTime,
  neverPrefersRejected,
  remembersPlainData,
]

/**
 * Asserts the laws of a reward on random searches: it pays finite numbers, the same for the same
 * child, at any time of day, no less for more accuracy, nothing out of its bounds, never more for a
 * rejected candidate than for a trained child, and remembers plain data.
 *
 * @throws Error that names the law which is broken and the smallest case found that breaks it, in one line.
 * @example
 * import { accuracy, flops, softConstraint } from 'rxnas'
 * import { rewardContract } from 'rxnas/testing'
 *
 * const reward = softConstraint({ cost: flops, target: 1e6, weight: -0.07 })(accuracy)
 * rewardContract({ reward, prefersSmaller: ['flops'] })
 */
export const rewardContract = ({
  reward,
  growsWith: metrics = ['accuracy'],
  prefersSmaller: costs = [],
  within = [reward.penalty, reward.max ?? Infinity],
  ...effort
}: RewardUnderTest): void => {
  assertLaws(
    reward,
    [
      ...rewardLaws,
      staysWithin(...within),
      ...metrics.map(growsWith),
      ...costs.map(prefersSmaller),
    ],
    effort,
  )
}
