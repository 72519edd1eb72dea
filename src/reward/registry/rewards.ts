import { rewardConstructors } from '../description/rewardConstructors.ts'
import { defineReward, type RewardDefinition } from './defineReward.ts'

/** The rewards that rxnas has by name; a formula makes any other. */
export const rewards: ReadonlyArray<RewardDefinition> = [...rewardConstructors].flatMap(
  ([constructor, { named }]) =>
    named.map(({ name = constructor, help, make }) => defineReward({ name, help, make })),
)
