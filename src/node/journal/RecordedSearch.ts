import { type PolicyFor } from '../../core.ts'
import { type JournalParts } from '../../session/index.ts'

/** What a search is whose journal is opened. The header names it; the other parts carry it on. */
export interface RecordedSearch<A, S> extends JournalParts<A, S> {
  /** One that was made for the space. */
  readonly policy: PolicyFor<S, NoInfer<A>>
  /**
   * Whether operators of the search may drop episodes; default true. Where none does, an episode that
   * a journal of version 1 or 2 does not have is lost, and the journal damaged.
   */
  readonly drops?: boolean
}
