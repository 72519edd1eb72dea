export { accuracy, requireMetric } from './accuracy.ts'
export { articleReward, type ArticleRule } from './article.ts'
export { r2 } from './r2.ts'
export {
  advance,
  evaluate,
  type Reward,
  type RewardContext,
  rewardError,
  type RewardError,
  startContext,
} from './Reward.ts'
