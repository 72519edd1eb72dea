import * as E from 'fp-ts/lib/Either.js'
import { articleReward, parseReward, type Reward, type RewardError } from '../../index.ts'

/** Rewards that have a name beside those that a text may call. */
const named: Readonly<Record<string, Reward>> = {
  'article-printed': articleReward('printed'),
  'article-code': articleReward('code'),
}

/** What a reward may be, in a phrase. */
export const rewardForms: string = `accuracy, r2, negativeLoss, ${Object.keys(named).join(', ')}, or a formula such as "accuracy * (flops / 1e6) ^ -0.07"`

/** The reward that a person writes: a name, or a formula that `parseReward` reads. */
export const readReward = (text: string): E.Either<RewardError, Reward> => {
  const own = Object.hasOwn(named, text) ? named[text] : undefined
  return own === undefined ? parseReward(text) : E.right(own)
}
