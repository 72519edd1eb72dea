import * as E from 'fp-ts/lib/Either.js'
import { namedTwice, repeatedName } from '../../common/index.ts'
import { type Json } from '../../space/index.ts'
import { rewardConstructors } from '../description/rewardConstructors.ts'
import { parseReward } from '../description/parseReward.ts'
import { checkReward } from '../evaluate.ts'
import { type Reward } from '../Reward.ts'
import { type RewardError, rewardError } from '../RewardError.ts'
import { type RewardDefinition } from './defineReward.ts'
import { rewards } from './rewards.ts'

/** What a reward may be given as, in a phrase: the names of a registry, or a formula. */
export const rewardForms = (registry: ReadonlyArray<RewardDefinition>): string =>
  `${registry.map(({ name }) => name).join(', ')}, or a formula such as "accuracy * (flops / 1e6) ^ -0.07"`

/** A name that a registry has twice, or gives to another reward than formulas know by it. */
const takenTwice = (
  registry: ReadonlyArray<RewardDefinition>,
  own: ReadonlyArray<RewardDefinition>,
): string | undefined =>
  repeatedName(registry) ?? own.find(({ name }) => rewardConstructors.has(name))?.name

/**
 * The reward that a text names, or that `parseReward` reads of it, or of the JSON that a journal
 * holds. What a registry has beside the rewards of rxnas can be called by name in both; a registry
 * in which two have the same name, or one has that of a function of formulas, is refused.
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
  const own = registry.filter((one) => !rewards.includes(one))
  const twice = takenTwice(registry, own)
  if (twice !== undefined) return E.left(rewardError(twice, namedTwice('rewards', twice)))
  const named =
    typeof description === 'string'
      ? registry.find(({ name }) => name === description.trim())
      : undefined
  return named === undefined
    ? parseReward(description, {
        rewards: own.map(({ make }) => make()),
      })
    : checkReward(named.make())
}
