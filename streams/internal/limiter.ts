import { Observable, Subject, takeUntil } from 'rxjs'

/** Lets an observable wait for a place. */
export type Lane = <T>(task: Observable<T>) => Observable<T>

/**
 * Lets at most `places` of the observables passed through its lanes run at a time. Those of one lane
 * wait in the order in which they were subscribed; a place that falls free goes to the lane that was
 * served longest ago.
 */
export const limiter = (places: number): (() => Lane) => {
  // In the order in which they were served, the last one last.
  const lanes = new Set<Set<() => void>>()
  let free = places
  let draining = false

  const serveNext = (): boolean => {
    for (const lane of lanes)
      for (const begin of lane) {
        lane.delete(begin)
        lanes.delete(lane)
        lanes.add(lane)
        free -= 1
        begin()
        return true
      }
    return false
  }
  const drain = (): void => {
    if (draining) return
    draining = true
    while (free > 0 && serveNext());
    draining = false
  }

  return () => {
    const lane = new Set<() => void>()
    lanes.add(lane)
    return <T>(task: Observable<T>) =>
      new Observable<T>((subscriber) => {
        const stop = new Subject<void>()
        let state: 'waiting' | 'running' | 'over' = 'waiting'
        const begin = (): void => {
          state = 'running'
          // Whoever hears of the end may stop the search at that: only then is the place given on.
          task.pipe(takeUntil(stop)).subscribe({
            next: (value) => {
              subscriber.next(value)
            },
            error: (error: unknown) => {
              state = 'over'
              subscriber.error(error)
              drain()
            },
            complete: () => {
              // Ended by the stop below, and not by itself.
              if (subscriber.closed) return
              state = 'over'
              subscriber.complete()
              drain()
            },
          })
        }
        subscriber.add(() => {
          lane.delete(begin)
          if (state !== 'waiting') free += 1
          if (state !== 'running') return
          stop.next()
          // What waits may be about to be stopped too, with the search that this one belongs to.
          queueMicrotask(drain)
        })
        if (subscriber.closed) return
        lane.add(begin)
        drain()
      })
  }
}
