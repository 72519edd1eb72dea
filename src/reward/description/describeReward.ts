import { type Json } from '../../space/index.ts'
import { type Reward } from '../Reward.ts'

/** What a reward is, as JSON: what a journal holds of it. */
export type RewardDescription = { readonly name: string; readonly options: Json }

/**
 * What a reward is, as JSON: `parseReward` makes the reward of it again.
 *
 * @example
 * import { accuracy, clip, describeReward } from 'rxnas'
 *
 * console.log(JSON.stringify(describeReward(accuracy))) // {"name":"accuracy","options":{}}
 */
export const describeReward = ({ name, options }: Reward): RewardDescription => ({ name, options })
