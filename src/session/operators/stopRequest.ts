import { defer, EMPTY, type Observable, ReplaySubject, takeUntil } from 'rxjs'
import { type SessionCommand } from '../events/SessionCommand.ts'

/** Whether a session was asked to stop, for every part of it. */
export interface StopRequest {
  /** Emits once, also to whoever comes later. */
  readonly asked$: Observable<void>
  readonly wasAsked: () => boolean
  /** Is aborted where a stop is asked for: for what is no stream. */
  readonly signal: AbortSignal
  /** A part that does not begin where a stop was asked for, and that ends by itself where one is. */
  readonly startUnlessStopped: <T>(events: () => Observable<T>) => Observable<T>
  /** A part that does not begin where a stop was asked for, and is ended where one is. */
  readonly endOnStop: <T>(events: () => Observable<T>) => Observable<T>
}

/** Listens for the command to stop; `release` ends that. */
export const listenForStop = (
  commands$: Observable<SessionCommand>,
): StopRequest & { readonly release: () => void } => {
  const asked$ = new ReplaySubject<void>(1)
  const controller = new AbortController()
  const { signal } = controller
  // There is no other command yet. It is listened to until the session has ended: what a second wish
  // to stop means is for whoever gives commands.
  const subscription = commands$.subscribe(() => {
    if (signal.aborted) return
    controller.abort()
    asked$.next()
  })
  return {
    asked$,
    wasAsked: () => signal.aborted,
    signal,
    startUnlessStopped: (events) => defer(() => (signal.aborted ? EMPTY : events())),
    endOnStop: (events) => defer(() => (signal.aborted ? EMPTY : events().pipe(takeUntil(asked$)))),
    release: () => {
      subscription.unsubscribe()
    },
  }
}
