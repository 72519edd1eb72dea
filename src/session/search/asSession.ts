import { catchError, defer, EMPTY, finalize, type Observable, of, throwError } from 'rxjs'
import { type SessionCommand } from '../events/SessionCommand.ts'
import { toSessionError } from '../events/SessionError.ts'
import { type SessionEvent } from '../events/SessionEvent.ts'
import { continueWith } from '../operators/continueWith.ts'
import { listenForStop, type Stopping } from '../operators/stopping.ts'
import { emptySession, foldSession } from '../view/SessionView.ts'

/**
 * Events of a session that heeds commands: where it is asked to stop, its parts end, what they hold is
 * released, and `Stopped` is the last event. Expected failures end it as a `SessionError`.
 */
export const asSession = (
  commands$: Observable<SessionCommand>,
  events: (stopping: Stopping) => Observable<SessionEvent>,
): Observable<SessionEvent> =>
  defer(() => {
    const stopping = listenForStop(commands$)
    return events(stopping).pipe(
      continueWith(emptySession, foldSession, ({ stage, search }) =>
        stopping.wasAsked() && stage !== 'over'
          ? of<SessionEvent>({ _tag: 'Stopped', during: stage, episodes: search.episodes })
          : EMPTY,
      ),
      catchError((error: unknown) => throwError(() => toSessionError(error))),
      finalize(stopping.release),
    )
  })
