import { type Json } from '../../space/index.ts'
import { type Rewarded } from '../Episode.ts'
import { type FiniteNumber } from '../FiniteNumber.ts'
import { type JournalHeader } from './JournalHeader.ts'

/** A round's end as a journal holds it: without the state, which its episodes give again. */
export interface RoundEnd {
  readonly _tag: 'PolicyUpdated'
  readonly round: number
  readonly episodes: number
  readonly figures: Readonly<Record<string, FiniteNumber>>
}

/** The policy's state after a round, stored so that nobody need learn all before it again. */
export interface Snapshot {
  readonly _tag: 'Snapshot'
  readonly round: number
  readonly episodes: number
  /** As the policy's codec encodes it. */
  readonly state: Json
}

/** An episode of an older journal that a search began with: the policy learned from it. */
export interface Recalled<A> {
  readonly _tag: 'Recalled'
  /** With its number in the older journal, and its reward by this search's reward. */
  readonly episode: Rewarded<A>
  /** Whether its metrics are those that this search would measure: of the same trainer and budget. */
  readonly known: boolean
}

/** What one line of a journal says. */
export type JournalEvent<A> = JournalHeader | Recalled<A> | Rewarded<A> | RoundEnd | Snapshot
