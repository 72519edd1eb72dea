import * as E from 'fp-ts/lib/Either.js'
import { type Observable, of, throwError } from 'rxjs'

/** A stream of the right value, or one that errors with the left one. */
export const fromEither: <L, A>(either: E.Either<L, A>) => Observable<A> = E.match(
  (error) => throwError(() => error),
  (value) => of(value),
)
