import { type Budget } from './Budget.ts'

/** What a trainer is asked to do. */
export interface TrainingJob<A> {
  readonly architecture: A
  readonly budget: Budget
  /** Seed of everything random in this training: weights, order of examples, dropout. */
  readonly seed: number
  /** Aborted when nobody waits for the result any more. */
  readonly signal: AbortSignal
}

/** What a trainer may say while it trains. */
export interface TrainingProgress {
  readonly _tag: 'Progress'
  readonly step: number
  readonly steps?: number
  readonly metrics: Readonly<Record<string, number>>
}

/** What a trainer measured at the end, not yet checked. */
export type Measurement = Readonly<Record<string, number>>
