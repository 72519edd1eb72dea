import { type JournalHeader, type PolicyFor, type Reward, type SearchSpace } from '../../index.ts'

/** What a search is whose journal is opened. The header names it; the other parts carry it on. */
export interface RecordedSearch<A, S> {
  readonly header: JournalHeader
  readonly space: SearchSpace<A>
  /** One that was made for the space. */
  readonly policy: PolicyFor<S, NoInfer<A>>
  readonly reward: Reward
}
