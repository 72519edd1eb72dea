import { type Observable } from 'rxjs'
import {
  type Failed,
  type Outcome,
  type PolicyUpdated,
  type Progress,
  type Proposed,
  type Rejected,
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

/**
 * What the compiler asks of a stage in the wrong place of a pipeline. Nothing has this type: it
 * stands in error messages to say what to do.
 */
export interface Misplaced<Advice extends string> {
  readonly misplaced: Advice
}

/** Nothing where a stage meets neither what comes too early for it nor what comes too late. */
type Order<E, Early, Before extends string, Late, After extends string> =
  Extract<E, Early> extends never
    ? Extract<E, Late> extends never
      ? unknown
      : Misplaced<After>
    : Misplaced<Before>

/** The place of `validateAction`: first. */
export type First<E, Name extends string> = Order<
  E,
  never,
  never,
  | Validated<unknown>
  | Trained<unknown>
  | Failed<unknown>
  | Rewarded<unknown>
  | PolicyUpdated<unknown>,
  `${Name} comes too late: it stands first, where nothing is validated yet`
>

/** The place of what sees children that are validated and not yet trained. */
export type BeforeTraining<E, Name extends string> = Order<
  E,
  Proposed,
  `${Name} comes too early: put validateAction(space) before it`,
  Trained<unknown> | Rewarded<unknown> | PolicyUpdated<unknown>,
  `${Name} comes too late: its children are trained already, put it before trainChild`
>

/** The place of what sees trained children that are not yet rewarded. */
export type BeforeReward<E, Name extends string> = Order<
  E,
  Proposed | Validated<unknown>,
  `${Name} comes too early: put validateAction(space) and trainChild(trainer, options) before it`,
  Rewarded<unknown> | PolicyUpdated<unknown>,
  `${Name} comes too late: its episodes are rewarded already, put it before computeReward`
>

/** The place of what sees rewarded episodes that no policy has learned from. */
export type BeforeLearning<E, Name extends string> = Order<
  E,
  Proposed | Validated<unknown> | Trained<unknown> | Failed<unknown> | Rejected,
  `${Name} comes too early: put computeReward(reward) before it`,
  PolicyUpdated<unknown>,
  `${Name} comes too late: the policy has learned already, put it inside the pipeline of searchLoop`
>

/** The place of what follows a whole search. */
export type AfterSearch<E, Name extends string> = Order<
  E,
  | Proposed
  | Validated<unknown>
  | Trained<unknown>
  | Failed<unknown>
  | Rejected
  | RoundProposed<unknown>,
  `${Name} comes too early: put it behind search or searchLoop`,
  never,
  never
>

/** What a pipeline that `searchLoop` closes ends with: rewarded episodes. */
export type PipelineEnd<E> = Order<
  E,
  Proposed | Validated<unknown> | Trained<unknown> | Failed<unknown> | Rejected,
  'the pipeline of searchLoop ends too early: put computeReward(reward) last',
  PolicyUpdated<unknown>,
  'the pipeline of searchLoop ends too late: leave updatePolicy to searchLoop'
>

/** A source whose children have architectures of `A`: those of a stage's trainer, score or cost. */
export type ChildrenOf<E, A> =
  Extract<E, Validated<unknown>> extends Validated<A>
    ? unknown
    : Observable<Exclude<E, Validated<unknown>> | Validated<A>>

/** The architectures of the outcomes among some events. */
export type ArchitectureOf<E> = E extends Trained<infer A> | Failed<infer A> ? A : never

/** The architectures of the rewarded episodes among some events. */
export type RewardedArchitectureOf<E> = E extends Rewarded<infer A> ? A : never

/** A source whose rounds were proposed by a policy of state `S`. */
export type RoundsOf<E, S> =
  Extract<E, RoundProposed<unknown>> extends RoundProposed<S>
    ? unknown
    : Observable<Exclude<E, RoundProposed<unknown>> | RoundProposed<S>>

/** A source whose episodes have architectures of `A`. */
export type RewardedOf<E, A> =
  Extract<E, Rewarded<unknown>> extends Rewarded<A>
    ? unknown
    : Observable<Exclude<E, Rewarded<unknown>> | Rewarded<A>>
