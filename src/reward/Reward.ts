import { type Metrics } from '../episode/index.ts'
import { type Json } from '../space/index.ts'
import { type Judgement } from './Judgement.ts'
import { type RewardContext } from './RewardContext.ts'
import { type RewardError } from './RewardError.ts'

/**
 * Judges an outcome by a finite number; more is better. Pure: it depends on the metrics and the
 * context alone. A reward of your own needs the first four fields.
 *
 * Laws, which `rewardContract` of `rxnas/testing` tries: what it pays is finite; no trained child
 * gets less than `penalty` nor more than `max`; what it remembers is plain data.
 */
export interface Reward {
  readonly name: string
  /** What it is made of: what a journal's first line says of it. */
  readonly options: Json
  /**
   * What an episode without a trained child gets: one rejected, or one that failed. Part of a
   * reward may fall without end and have -Infinity here; a whole one may not.
   */
  readonly penalty: number
  /** The reward of a trained child. */
  readonly ofMetrics: Judgement<number>
  /** What no trained child exceeds; default Infinity. */
  readonly max?: number
  /** The metrics without which it is an error. */
  readonly requiredMetrics?: ReadonlyArray<string>
  /** The metric in which it has no lower bound, where its penalty is -Infinity. */
  readonly unboundedMetric?: string
  /** Its memory after a trained child; `context.memory` is the memory before. One without this has none. */
  readonly remember?: (metrics: Metrics, context: RewardContext) => Json
  /** Why it cannot be used, where it was put together wrongly. */
  readonly invalid?: RewardError
}
