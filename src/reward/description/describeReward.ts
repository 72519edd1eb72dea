import { isRecord, shown } from '../../common/index.ts'
import { type Json } from '../../space/index.ts'
import { type Reward } from '../Reward.ts'

/** What a reward is, as JSON: what a journal holds of it. */
export type RewardDescription = { readonly name: string; readonly options: Json }

/**
 * What a reward is, as JSON: `parseReward` makes the reward of it again.
 *
 * @example
 * import { accuracy, clip } from 'rxnas'
 * import { describeReward } from 'rxnas/reward'
 *
 * console.log(JSON.stringify(describeReward(accuracy))) // {"name":"accuracy","options":{}}
 */
export const describeReward = (reward: Reward): RewardDescription => {
  // Types may have been passed over.
  if (!isRecord(reward))
    throw new RangeError(`A reward is an object, and ${shown(reward)} is none.`)
  return { name: reward.name, options: reward.options }
}
