import { asyncScheduler, Observable, type SchedulerLike } from 'rxjs'

/** A value, and the milliseconds to wait before it is given. */
export interface Due<V> {
  readonly wait: number
  readonly value: V
}

/**
 * The values of an iteration, each begun anew by a subscription. The next is asked for only when the
 * one before has been given, so a slow pace keeps nothing waiting in memory.
 */
export const pulled = <V>(
  iterate: () => AsyncIterable<Due<V>>,
  scheduler: SchedulerLike = asyncScheduler,
): Observable<V> =>
  new Observable((subscriber) => {
    const iterator = iterate()[Symbol.asyncIterator]()
    const give = (value: V): void => {
      subscriber.next(value)
      if (!subscriber.closed) pull()
    }
    const pull = (): void => {
      iterator.next().then(
        ({ done, value }) => {
          if (subscriber.closed) return
          if (done === true) subscriber.complete()
          else if (value.wait > 0)
            subscriber.add(
              scheduler.schedule(() => {
                give(value.value)
              }, value.wait),
            )
          else give(value.value)
        },
        (error: unknown) => {
          subscriber.error(error)
        },
      )
    }
    subscriber.add(() => void iterator.return?.())
    pull()
  })
