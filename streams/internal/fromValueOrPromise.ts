import { from, type Observable, of } from 'rxjs'

const isPromiseLike = <T>(value: T | PromiseLike<T>): value is PromiseLike<T> =>
  typeof value === 'object' && value !== null && 'then' in value

/** What a user's function returned: a value, emitted at once, or a promise of one. */
export const fromValueOrPromise = <T>(value: T | PromiseLike<T>): Observable<T> =>
  isPromiseLike(value) ? from(value) : of(value)
