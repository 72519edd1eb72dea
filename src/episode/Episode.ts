import { type InvalidArchitecture } from '../space/index.ts'
import { type FiniteNumber } from './FiniteNumber.ts'
import { type Metrics } from './Metrics.ts'
import { type Trace } from './Trace.ts'
import { type TrainingError } from './TrainingError.ts'

/** What a policy proposes: a value not yet trusted, and the decisions it came from. */
export interface Proposal {
  readonly candidate: unknown
  readonly trace: Trace
}

/** An episode whose candidate waits for validation. */
export interface Proposed extends Proposal {
  readonly _tag: 'Proposed'
  readonly episode: number
  /** It is a design that the search was given to start with: the policy did not propose it. */
  readonly design?: true
}

/** An episode whose candidate is an architecture of the space, and waits for training. */
export interface Validated<A> {
  readonly _tag: 'Validated'
  readonly episode: number
  readonly trace: Trace
  readonly architecture: A
  /** Canonical JSON of the architecture: equal keys are the same child. */
  readonly key: string
  /** It is a design that the search was given to start with: the policy did not propose it. */
  readonly design?: true
}

/** An episode whose child was trained and measured. */
export interface Trained<A> {
  readonly _tag: 'Trained'
  readonly validated: Validated<A>
  readonly metrics: Metrics
  /** Whether the metrics are those of an earlier episode of the same key. */
  readonly cached: boolean
}

/** An episode whose candidate is no architecture of the space. */
export interface Rejected {
  readonly _tag: 'Rejected'
  readonly proposed: Proposed
  readonly reason: InvalidArchitecture
}

/** An episode whose child could not be trained. */
export interface Failed<A> {
  readonly _tag: 'Failed'
  readonly validated: Validated<A>
  readonly reason: TrainingError
}

/** How an episode came out, before it is rewarded. */
export type Outcome<A> = Trained<A> | Failed<A> | Rejected

/** An episode that is over. */
export interface Rewarded<A> {
  readonly _tag: 'Rewarded'
  readonly outcome: Outcome<A>
  readonly reward: FiniteNumber
}

/** News of a training under way. Step 0 says that it has begun. */
export interface Progress {
  readonly _tag: 'Progress'
  readonly episode: number
  /** The key of the architecture under training. */
  readonly key: string
  /** Updates of the weights so far. */
  readonly step: number
  /** Updates there will be, where the trainer knows. */
  readonly steps?: number
  readonly metrics: Metrics
}

/** The number of the episode that an outcome ends. */
export const episodeOf = (outcome: Outcome<unknown>): number =>
  outcome._tag === 'Rejected' ? outcome.proposed.episode : outcome.validated.episode

/** The decisions that an outcome's proposal was made of. */
export const traceOf = (outcome: Outcome<unknown>): Trace =>
  outcome._tag === 'Rejected' ? outcome.proposed.trace : outcome.validated.trace

/** Whether an outcome is that of a design that the search was given, and not of a policy's proposal. */
export const isDesign = (outcome: Outcome<unknown>): boolean =>
  (outcome._tag === 'Rejected' ? outcome.proposed : outcome.validated).design === true
