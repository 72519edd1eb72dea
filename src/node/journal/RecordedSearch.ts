import { type JournalHeader, type Policy, type Reward, type SearchSpace } from '../../index.ts'

/** What a search is whose journal is opened. The header names it; the other parts carry it on. */
export interface RecordedSearch<A, S> {
  readonly header: JournalHeader
  readonly space: SearchSpace<A>
  readonly policy: Policy<S>
  readonly reward: Reward
}
