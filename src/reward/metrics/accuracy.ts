import { type Reward } from '../Reward.ts'
import { metricReward } from './metric.ts'

/**
 * The validation accuracy, in [0, 1]; 0 where no child was trained.
 *
 * @example
 * import { accuracy } from 'rxnas'
 * import { startContext } from 'rxnas/reward'
 *
 * console.log(accuracy.penalty) // 0
 */
export const accuracy: Reward = metricReward({ name: 'accuracy' }, 'accuracy', [0, 1])
