import { from, type Observable, of } from 'rxjs'

const isPromiseLike = <T>(value: T | PromiseLike<T>): value is PromiseLike<T> =>
  typeof value === 'object' && value !== null && 'then' in value

/** What a user's function gave, now or in time. What is there now is emitted at once. */
export const eventually = <T>(value: T | PromiseLike<T>): Observable<T> =>
  isPromiseLike(value) ? from(value) : of(value)
