import type * as E from 'fp-ts/lib/Either.js'
import { type Json } from '../../space/index.ts'
import { parseReward } from '../description/parseReward.ts'
import { checkReward } from '../evaluate.ts'
import { type Reward } from '../Reward.ts'
import { type RewardError } from '../RewardError.ts'
import { type RewardDefinition } from './defineReward.ts'
import { rewards } from './rewards.ts'

/** What a reward may be given as, in a phrase: the names of a registry, or a formula. */
export const rewardForms = (registry: ReadonlyArray<RewardDefinition>): string =>
  `${registry.map(({ name }) => name).join(', ')}, or a formula such as "accuracy * (flops / 1e6) ^ -0.07"`

/**
 * The reward that a text names, or that `parseReward` reads of it, or of the JSON that a journal
 * holds. What a registry has beside the rewards of rxnas can be called by name in both.
 *
 * @returns the reward, or what is wrong, with the `position` in the text
 * @example
 * import { readReward, rewards } from 'rxnas/reward'
 *
 * console.log(readReward(rewards, 'article-code')._tag) // Right
 * console.log(readReward(rewards, 'acuracy')._tag) // Left
 */
export const readReward = (
  registry: ReadonlyArray<RewardDefinition>,
  description: Json,
): E.Either<RewardError, Reward> => {
  const named =
    typeof description === 'string'
      ? registry.find(({ name }) => name === description.trim())
      : undefined
  return named === undefined
    ? parseReward(description, {
        rewards: registry.filter((one) => !rewards.includes(one)).map(({ make }) => make()),
      })
    : checkReward(named.make())
}
