import { type JournalHeader } from '../../core.ts'
import { type StopRequest } from '../operators/stopRequest.ts'
import { type SearchParts } from '../plan/SearchParts.ts'
import { type DecidedPlan } from '../plan/DecidedPlan.ts'
import { type SearchPlan } from '../plan/SearchPlan.ts'
import { type OpenData } from '../ports/OpenData.ts'
import { type SessionPorts, type TrainerPool, type TrainerSetup } from '../ports/SessionPorts.ts'
import { type SavedSettings } from '../settings/SavedSettings.ts'

/** What a search is asked for. */
export interface SearchRequest {
  readonly plan: SearchPlan
  readonly how: 'New' | 'Resumed'
  /** What is kept to resume a new search by. */
  readonly saved: SavedSettings
  /** Whether the data of a search that goes on lies elsewhere than it did: then that is kept. */
  readonly moved?: boolean
  /** Settings that were given to a search that goes on. */
  readonly asked?: ReadonlySet<string>
}

/** A search whose data is read and whose trainers are up. */
export interface SearchContext extends Omit<SearchRequest, 'plan'> {
  readonly plan: DecidedPlan
  readonly ports: SessionPorts
  readonly parts: SearchParts
  readonly data: OpenData
  /** The architectures that it tries first. */
  readonly startWith: ReadonlyArray<unknown>
  readonly header: JournalHeader
  readonly setup: TrainerSetup
  readonly pool: TrainerPool
  readonly stopRequest: StopRequest
}
