import { asyncScheduler, Observable, type SchedulerLike } from 'rxjs'

/** A value, and the milliseconds to wait before it is emitted. */
export interface Paced<V> {
  readonly wait: number
  readonly value: V
}

/** A value to be emitted as soon as it is read. */
export const atOnce = <V>(value: V): Paced<V> => ({ wait: 0, value })

/**
 * Yielded where a step of an iteration has no value: whoever has unsubscribed is heard only when an
 * iteration yields, and one of an endless journal might otherwise go on for ever.
 */
export const nothingYet = undefined

/**
 * The values of an iteration, which begins anew with each subscription. The next is asked for only
 * when the one before has been emitted, so a slow pace keeps nothing waiting in memory.
 *
 * Made by hand, because `from` reads on while a slower operator behind it holds values back.
 */
export const fromPacedIterable = <V>(
  iterate: () => AsyncIterable<Paced<V> | typeof nothingYet>,
  scheduler: SchedulerLike = asyncScheduler,
): Observable<V> =>
  new Observable((subscriber) => {
    const iterator = iterate()[Symbol.asyncIterator]()
    const emit = (value: V): void => {
      subscriber.next(value)
      if (!subscriber.closed) readNext()
    }
    const readNext = (): void => {
      iterator.next().then(
        ({ done, value }) => {
          if (subscriber.closed) return
          if (done === true) subscriber.complete()
          else if (value === nothingYet) readNext()
          else if (value.wait > 0)
            subscriber.add(
              scheduler.schedule(() => {
                emit(value.value)
              }, value.wait),
            )
          else emit(value.value)
        },
        (error: unknown) => {
          subscriber.error(error)
        },
      )
    }
    subscriber.add(() => {
      // What a journal throws while it is closed, nobody is left to hear.
      iterator.return?.().catch(() => undefined)
    })
    readNext()
  })
