import {
  type Failed,
  type Outcome,
  type PolicyUpdated,
  type Progress,
  type Proposed,
  type Rewarded,
  type Trained,
  type Validated,
} from '../../src/episode/index.ts'
import { type RoundProposed } from './Round.ts'

/** Everything that flows through a pipeline. */
export type StageEvent =
  | Proposed
  | Validated<unknown>
  | Outcome<unknown>
  | Rewarded<unknown>
  | PolicyUpdated<unknown>
  | Progress
  | RoundProposed<unknown>

/** The architectures of the outcomes among some events. */
export type ArchitectureOf<E> = E extends Trained<infer A> | Failed<infer A> ? A : never

/** The architectures of the rewarded episodes among some events. */
export type RewardedArchitectureOf<E> = E extends Rewarded<infer A> ? A : never

/** Whether an event is an episode that waits for its reward. */
export const isOutcome = (event: StageEvent): event is Outcome<unknown> =>
  event._tag === 'Trained' || event._tag === 'Failed' || event._tag === 'Rejected'
