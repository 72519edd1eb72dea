import { defer, finalize, from, type Observable, type ObservableInput } from 'rxjs'

/** Runs what heeds a signal, on subscription; the signal is aborted where the subscriber leaves, or at its end. */
export const abortable = <T>(run: (signal: AbortSignal) => ObservableInput<T>): Observable<T> =>
  defer(() => {
    const leaving = new AbortController()
    return from(run(leaving.signal)).pipe(
      finalize(() => {
        leaving.abort()
      }),
    )
  })
