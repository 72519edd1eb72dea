import { type Json } from '../../space/index.ts'
import { type Rewarded } from '../Episode.ts'
import { type FiniteNumber } from '../FiniteNumber.ts'
import { type JournalHeader } from './JournalHeader.ts'
import { type MachineKind } from './MachineKind.ts'

/** A round's end as a journal holds it: without the state, which its episodes give again. */
export interface RoundEnd {
  readonly _tag: 'PolicyUpdated'
  readonly round: number
  readonly episodes: number
  /** How many episodes of the round the policy learned from; the others of it were dropped. */
  readonly rewarded: number
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

/** Episodes that were proposed and that the journal does not hold, one after another. */
export interface Dropped {
  readonly _tag: 'Dropped'
  readonly first: number
  readonly last: number
  /**
   * An operator of the search dropped them, or the repair of a damaged journal found them lost; of a
   * journal of version 1 or 2 that is unknown.
   */
  readonly by: 'operator' | 'repair' | 'unknown'
}

/** An episode's outcome is there, in a search whose episodes are not committed in their order. */
export interface Completed {
  readonly _tag: 'Completed'
  readonly episode: number
}

/** What a person asked of the search while it ran. */
export interface Command {
  readonly _tag: 'Command'
  /** As `stop`. */
  readonly name: string
  readonly options: Json
}

/** The search went on by a machine of another kind: what follows was computed there. */
export interface MachineChanged {
  readonly _tag: 'MachineChanged'
  readonly machine: MachineKind
}

/** What one line of a journal says. */
export type JournalEvent<A> =
  | JournalHeader
  | Recalled<A>
  | Rewarded<A>
  | RoundEnd
  | Snapshot
  | Dropped
  | Completed
  | Command
  | MachineChanged
