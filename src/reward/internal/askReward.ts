import * as E from 'fp-ts/lib/Either.js'
import { isRecord, shown } from '../../common/index.ts'
import { type Metrics } from '../../episode/index.ts'
import { type Reward } from '../Reward.ts'
import { type RewardContext } from '../RewardContext.ts'
import { type RewardError, rewardError } from '../RewardError.ts'

const isRewardError = (u: unknown): u is RewardError =>
  isRecord(u) && u['_tag'] === 'RewardError' && typeof u['message'] === 'string'

const noResult = (reward: string, what: string): E.Either<RewardError, never> =>
  E.left(
    rewardError(
      reward,
      `The reward ${reward} ${what}. Its ofMetrics returns E.right of a number, or E.left of a rewardError.`,
    ),
  )

/** What a reward, which may be a user's and return anything, says of a trained child. */
export const askReward = (
  reward: Reward,
  metrics: Metrics,
  context: RewardContext,
): E.Either<RewardError, number> => {
  const judged: unknown = reward.ofMetrics(metrics, context)
  if (!isRecord(judged)) return noResult(reward.name, `returned ${shown(judged)}`)
  const { _tag: tag, right, left } = judged
  if (tag === 'Right')
    return typeof right === 'number'
      ? E.right(right)
      : noResult(reward.name, `returned E.right of ${shown(right)}`)
  if (tag === 'Left')
    return isRewardError(left)
      ? E.left(left)
      : noResult(reward.name, `returned E.left of ${shown(left)}`)
  return noResult(reward.name, `returned ${shown(judged)}`)
}
