import { type Reward } from '../Reward.ts'

/** A reward that flags, configurations and journals can name. */
export interface RewardDefinition {
  /** The reward's own name, or another for one that is made with certain options. */
  readonly name: string
  /** What it pays, a phrase. */
  readonly help: string
  readonly make: () => Reward
}

/**
 * Declares a reward by a name: a registry that holds it reads the name, alone or in a formula, and the
 * journals of searches by it.
 *
 * @example
 * import { accuracy } from 'rxnas'
 * import { defineReward, mapReward, readReward, rewards } from 'rxnas/reward'
 *
 * const squared = { ...mapReward({ name: 'square', apply: (x) => x ** 2 })(accuracy), name: 'squared' }
 * const own = defineReward({ name: 'squared', help: 'accuracy squared', make: () => squared })
 * console.log(readReward([...rewards, own], '0.5 * squared')._tag) // Right
 */
export const defineReward = (definition: RewardDefinition): RewardDefinition => definition
