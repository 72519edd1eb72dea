import { concat, defer, type Observable, tap } from 'rxjs'

/** Passes events on while it folds them, and goes on with what the fold came to once they have ended. */
export const continueWith =
  <T, A>(
    initial: A,
    fold: (sofar: A, event: T) => A,
    next: (folded: A) => Observable<T>,
  ): ((source: Observable<T>) => Observable<T>) =>
  (source) =>
    defer(() => {
      let folded = initial
      return concat(
        source.pipe(
          tap((event) => {
            folded = fold(folded, event)
          }),
        ),
        defer(() => next(folded)),
      )
    })
