import {
  catchError,
  defaultIfEmpty,
  defer,
  filter,
  from,
  map,
  type Observable,
  of,
  take,
} from 'rxjs'
import { type JournalHeader } from '../../core.ts'
import { isTagged } from '../events/isTagged.ts'
import { type SessionPorts } from '../ports/SessionPorts.ts'
import { type SearchRequest } from './SearchContext.ts'

/** The header of the journal that a search goes on with; nothing of a new search. */
export const recordedHeader = (
  { plan, how }: SearchRequest,
  { journals }: Pick<SessionPorts, 'journals'>,
): Observable<JournalHeader | undefined> =>
  how === 'New'
    ? of(undefined)
    : defer(() => from(journals.anyLines(plan.journal)())).pipe(
        take(1),
        map(({ event }) => event),
        filter((event) => isTagged(event, 'Header')),
        defaultIfEmpty(undefined),
        // What is wrong with the journal is told where it is opened.
        catchError(() => of(undefined)),
      )
