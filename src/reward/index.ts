export { advance } from './advance.ts'
export { clip, type ClipOptions } from './combinators/clip.ts'
export { hardConstraint, type HardConstraintOptions } from './combinators/hardConstraint.ts'
export { improvementOverBest } from './combinators/improvementOverBest.ts'
export { lexicographic, type LexicographicOptions } from './combinators/lexicographic.ts'
export { mapReward, type RewardFunction, rewardFunctions } from './combinators/mapReward.ts'
export { normalise } from './combinators/normalise.ts'
export { pareto } from './combinators/pareto.ts'
export { power } from './combinators/power.ts'
export { type Product, product, productMonoid } from './combinators/product.ts'
export { softConstraint, type SoftConstraintOptions } from './combinators/softConstraint.ts'
export {
  scale,
  sumMonoid,
  type Term,
  type WeightedSum,
  weightedSum,
} from './combinators/weightedSum.ts'
export { withPenalty } from './combinators/withPenalty.ts'
export { describeReward, type RewardDescription } from './description/describeReward.ts'
export { parseReward } from './description/parseReward.ts'
export { printReward } from './description/printReward.ts'
export { type OwnRewards } from './description/read.ts'
export { checkReward, evaluate, judge, judgeAll } from './evaluate.ts'
export {
  type Judgement,
  judgementApplicative,
  judgementFunctor,
  type JudgementURI,
} from './Judgement.ts'
export { accuracy } from './metrics/accuracy.ts'
export { articleReward, type ArticleRule } from './metrics/articleReward.ts'
export { constantReward } from './metrics/constantReward.ts'
export { flops, latency, parameters, seconds } from './metrics/costs.ts'
export { metric, requireMetric } from './metrics/metric.ts'
export { negativeLoss } from './metrics/negativeLoss.ts'
export { r2 } from './metrics/r2.ts'
export { defineReward, type RewardDefinition } from './registry/defineReward.ts'
export { readReward, rewardForms } from './registry/readReward.ts'
export { rewards } from './registry/rewards.ts'
export { type Reward } from './Reward.ts'
export { type RewardContext, startContext } from './RewardContext.ts'
export { rewardError, type RewardError } from './RewardError.ts'
