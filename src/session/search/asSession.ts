import { catchError, defer, EMPTY, finalize, type Observable, of, throwError } from 'rxjs'
import { type SessionCommand } from '../events/SessionCommand.ts'
import { toSessionError } from '../events/SessionError.ts'
import { type SessionEvent } from '../events/SessionEvent.ts'
import { continueWith } from '../operators/continueWith.ts'
import { listenForStop, type StopRequest } from '../operators/stopRequest.ts'
import { emptySession, foldSession } from '../view/SessionView.ts'

/**
 * Events of a session that heeds commands: where it is asked to stop, its parts end, what they hold is
 * released, and `Stopped` is the last event. Expected failures end it as a `SessionError`.
 */
export const asSession = (
  commands$: Observable<SessionCommand>,
  events: (stopRequest: StopRequest) => Observable<SessionEvent>,
): Observable<SessionEvent> =>
  defer(() => {
    const stopRequest = listenForStop(commands$)
    return events(stopRequest).pipe(
      continueWith(emptySession, foldSession, ({ stage, search }) =>
        stopRequest.wasAsked() && stage !== 'over'
          ? of<SessionEvent>({ _tag: 'Stopped', during: stage, episodes: search.episodes })
          : EMPTY,
      ),
      catchError((error: unknown) => throwError(() => toSessionError(error))),
      finalize(stopRequest.release),
    )
  })
