import * as E from 'fp-ts/lib/Either.js'
import { lastValueFrom, type Observable, takeUntil } from 'rxjs'

/** What a stream errored with, in words: expected failures carry their own message. */
const messageOf = (error: unknown): string => {
  const message: unknown = Reflect.get(Object(error), 'message')
  return typeof message === 'string' ? message : String(error)
}

/** Follows a stream to its end, or until `stop$` emits; gives the message of its error. */
export const follow = async (
  events: Observable<unknown>,
  stop$: Observable<void>,
): Promise<E.Either<string, void>> => {
  try {
    await lastValueFrom(events.pipe(takeUntil(stop$)), { defaultValue: undefined })
    return E.right(undefined)
  } catch (error) {
    return E.left(messageOf(error))
  }
}
