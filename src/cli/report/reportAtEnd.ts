import type * as T from 'fp-ts/lib/Task.js'
import {
  concat,
  concatMap,
  defer,
  from,
  ignoreElements,
  type MonoTypeOperatorFunction,
  type Observable,
  of,
  tap,
} from 'rxjs'
import { type SessionEvent } from '../../session/index.ts'

/**
 * Lets the events of a session pass, and writes the report of its search: before the result is told, so
 * that this stays the last of all, or at the end where no network is trained. Not of a search that was
 * stopped, whose person waits for its end, and not of one without an episode.
 */
export const reportAtEnd =
  (write: (journal: string) => T.Task<void>): MonoTypeOperatorFunction<SessionEvent> =>
  (events) =>
    defer(() => {
      let journal = ''
      let isDue = false
      const watch = (event: SessionEvent): void => {
        if (event._tag === 'Planned') journal = event.journal
        if (event._tag === 'Rewarded' || event._tag === 'PastEpisode') isDue = true
        if (event._tag === 'Stopped') isDue = false
      }
      const written: Observable<never> = defer(() => {
        const task = isDue ? write(journal) : () => Promise.resolve()
        isDue = false
        return from(task()).pipe(ignoreElements())
      })
      return concat(
        events.pipe(
          tap(watch),
          concatMap((event) =>
            event._tag === 'Finished' ? concat(written, of(event)) : of(event),
          ),
        ),
        written,
      )
    })
