import type * as E from 'fp-ts/lib/Either.js'
import {
  readReward as readOf,
  type Reward,
  type RewardError,
  rewardForms as formsOf,
  rewards,
} from '../../index.ts'

/** What a reward may be, in a phrase. */
export const rewardForms: string = formsOf(rewards)

/** The reward that a person writes: a name, or a formula that `parseReward` reads. */
export const readReward = (text: string): E.Either<RewardError, Reward> => readOf(rewards, text)
