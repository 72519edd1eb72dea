import { Observable, Subject, takeUntil } from 'rxjs'

/** Lets an observable wait, from its subscription on, until it is its turn to run. */
export type InTurn = <T>(task: Observable<T>) => Observable<T>

/**
 * Lets at most `permits` observables run at a time, whichever of its queues they wait in. Those of one
 * queue wait in the order in which they were subscribed; a permit that falls free goes to the queue
 * that was served longest ago.
 *
 * No operator of RxJS does this: the limit of `mergeMap` is that of one stream, and what it holds back
 * cannot take turns with the children of another search.
 *
 * @returns makes a queue
 */
export const fairSemaphore = (permits: number): (() => InTurn) => {
  // In the order in which they were served, the last one last.
  const queues = new Set<Set<() => void>>()
  let free = permits
  let serving = false

  const serveNext = (): boolean => {
    for (const queue of queues)
      for (const begin of queue) {
        queue.delete(begin)
        queues.delete(queue)
        queues.add(queue)
        free -= 1
        begin()
        return true
      }
    return false
  }
  const serve = (): void => {
    // One loop, not recursion: what begins may end at once, and its end serves the next.
    if (serving) return
    serving = true
    while (free > 0 && serveNext());
    serving = false
  }

  return () => {
    const queue = new Set<() => void>()
    queues.add(queue)
    return <T>(task: Observable<T>) =>
      new Observable<T>((subscriber) => {
        const stop = new Subject<void>()
        let state: 'waiting' | 'running' | 'over' = 'waiting'
        const begin = (): void => {
          state = 'running'
          // Whoever hears of the end may stop the search at that: only then is the permit given on.
          task.pipe(takeUntil(stop)).subscribe({
            next: (value) => {
              subscriber.next(value)
            },
            error: (error: unknown) => {
              state = 'over'
              subscriber.error(error)
              serve()
            },
            complete: () => {
              // Ended by the stop below, and not by itself.
              if (subscriber.closed) return
              state = 'over'
              subscriber.complete()
              serve()
            },
          })
        }
        subscriber.add(() => {
          queue.delete(begin)
          if (state !== 'waiting') free += 1
          if (state !== 'running') return
          stop.next()
          // What waits may be about to be stopped too, with the search that this one belongs to.
          queueMicrotask(serve)
        })
        if (subscriber.closed) return
        queue.add(begin)
        serve()
      })
  }
}
