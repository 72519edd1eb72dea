import { type Progress, type Rewarded } from './Episode.ts'
import { type FiniteNumber } from './FiniteNumber.ts'

/** A round is over: the policy has learned from its episodes. */
export interface PolicyUpdated<S> {
  readonly _tag: 'PolicyUpdated'
  /** The round's number, from 0. */
  readonly round: number
  /** Episodes committed so far. */
  readonly episodes: number
  /** How many episodes of the round it learned from; the others of it were dropped. */
  readonly rewarded: number
  /** The policy's state after the update. */
  readonly state: S
  /** What the policy says of that state: its entropy, its baseline. */
  readonly figures: Readonly<Record<string, FiniteNumber>>
}

/** What a search emits, in order: everything that a person, a journal or a program may follow. */
export type SearchEvent<A, S> = Progress | Rewarded<A> | PolicyUpdated<S>
