import { Observable } from 'rxjs'

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
        let running = false
        const begin = (): void => {
          running = true
          subscriber.add(task.subscribe(subscriber))
        }
        subscriber.add(() => {
          if (running) free += 1
          else lane.delete(begin)
          drain()
        })
        lane.add(begin)
        drain()
      })
  }
}
