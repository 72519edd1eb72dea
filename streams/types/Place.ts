import {
  type Failed,
  type PolicyUpdated,
  type Proposed,
  type Rejected,
  type Rewarded,
  type Trained,
  type Validated,
} from '../../src/episode/index.ts'
import { type PolicyFor } from '../../src/policy/index.ts'
import { type RoundProposed } from './Round.ts'

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
type First<E, Name extends string> = Order<
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
type BeforeTraining<E, Name extends string> = Order<
  E,
  Proposed,
  `${Name} comes too early: put validateAction(space) before it`,
  Trained<unknown> | Rewarded<unknown> | PolicyUpdated<unknown>,
  `${Name} comes too late: its children are trained already, put it before trainChild`
>

/** The place of what sees trained children that are not yet rewarded. */
type BeforeReward<E, Name extends string> = Order<
  E,
  Proposed | Validated<unknown>,
  `${Name} comes too early: put validateAction(space) and trainChild(trainer, options) before it`,
  Rewarded<unknown> | PolicyUpdated<unknown>,
  `${Name} comes too late: its episodes are rewarded already, put it before computeReward`
>

/** The place of what sees rewarded episodes that no policy has learned from. */
type BeforeLearning<E, Name extends string> = Order<
  E,
  Proposed | Validated<unknown> | Trained<unknown> | Failed<unknown> | Rejected,
  `${Name} comes too early: put computeReward(reward) before it`,
  PolicyUpdated<unknown>,
  `${Name} comes too late: the policy has learned already, put it inside the pipeline of searchLoop`
>

/** The place of what follows a whole search. */
type AfterSearch<E, Name extends string> = Order<
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

/** What a pipeline of architectures `B` has to be for a policy that was made for a space of `A`. */
export type MadeFor<A, B> =
  PolicyFor<unknown, A> extends PolicyFor<unknown, B>
    ? unknown
    : Misplaced<'the policy of searchLoop was made for another space: make it for that of validateAction'>

/** What the compiler asks of a source of events `E`, by the place of the stage that meets them. */
export interface Places<E, Name extends string> {
  readonly first: First<E, Name>
  readonly beforeTraining: BeforeTraining<E, Name>
  readonly beforeReward: BeforeReward<E, Name>
  readonly beforeLearning: BeforeLearning<E, Name>
  readonly afterSearch: AfterSearch<E, Name>
  readonly anywhere: unknown
}

/** Where in a pipeline a stage may stand. */
export type Place = keyof Places<never, never>
