import { type Json } from '../space/index.ts'

/** What a reward may know beside the metrics: the search so far. */
export interface RewardContext {
  /** How many episodes came before this one. */
  readonly episode: number
  /** Accuracy of the child trained before this one; `undefined` before the first. */
  readonly previousAccuracy: number | undefined
  /** The highest reward so far; `undefined` before the first. */
  readonly best: number | undefined
  /** Moving average of the rewards so far, a tenth of it the newest; `undefined` before the first. */
  readonly baseline: number | undefined
  /** What the reward itself remembers of the children so far; `null` where that is nothing. */
  readonly memory: Json
}

/** The context before the first episode. */
export const startContext: RewardContext = {
  episode: 0,
  previousAccuracy: undefined,
  best: undefined,
  baseline: undefined,
  memory: null,
}
