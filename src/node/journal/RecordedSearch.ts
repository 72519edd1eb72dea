import { anObject, checkOptions, optionsOf, someText } from '../../common/index.ts'
import { aPolicy, aSpace, type PolicyFor } from '../../core.ts'
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

/** Checks what a call that opens a journal is given, where types may have been passed over. */
export const checkRecorded = <A, S>(
  call: string,
  path: string,
  search: RecordedSearch<A, S>,
): void => {
  checkOptions(call, { path }, { path: someText('the path of a journal') })
  checkOptions<RecordedSearch<A, S>>(call, optionsOf(call, search), {
    header: anObject('a header, such as journalHeader() makes,', ({ _tag }) => _tag === 'Header'),
    space: aSpace,
    policy: aPolicy,
    reward: anObject('a reward, such as accuracy,'),
  })
}
