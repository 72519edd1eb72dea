import * as E from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import { oneOfNames, shown } from '../../common/index.ts'
import { type Reward } from '../Reward.ts'
import { rewardError } from '../RewardError.ts'
import { requireMetric } from './metric.ts'

/** Which of the article's two reward rules: the one it prints, or the one its code has. */
export type ArticleRule = 'printed' | 'code'

/**
 * The article's reward. A child whose accuracy is at most 0.01 above its predecessor's is paid its
 * accuracy; one that jumps further is paid a constant instead: 0.1 in the article's text
 * (`printed`), 0.01 in its published code (`code`). So a jump is punished, and a better child can
 * earn less than a worse one; rxnas keeps the rule to reproduce the article. Where no child was
 * trained it pays -1, as the article does for an action with a number that is not positive.
 *
 * Source: Wallarm, "The First Step-by-Step Guide for Implementing Neural Architecture Search with
 * Reinforcement Learning Using TensorFlow" (2017), `NetManager.get_reward`.
 *
 * @example
 * import { articleReward } from 'rxnas/reward'
 *
 * console.log(articleReward('printed').penalty) // -1
 */
export const articleReward = (rule: ArticleRule): Reward => ({
  name: 'article',
  options: { rule },
  penalty: -1,
  max: 1,
  requiredMetrics: ['accuracy'],
  ...(oneOfNames('printed', 'code').holds(rule)
    ? {}
    : {
        invalid: rewardError(
          'article',
          `articleReward() takes the rule printed or code, not ${shown(rule)}.`,
        ),
      }),
  ofMetrics: (metrics, { previousAccuracy = 0 }) =>
    pipe(
      requireMetric('article', 'accuracy', metrics),
      E.map((accuracy) =>
        accuracy - previousAccuracy <= 0.01 ? accuracy : rule === 'printed' ? 0.1 : 0.01,
      ),
    ),
})
