import { Observable } from 'rxjs'

/**
 * Lets at most `places` of the observables passed through it run at a time; the others wait in the
 * order in which they were subscribed.
 */
export const limiter = (places: number): (<T>(task: Observable<T>) => Observable<T>) => {
  const queue = new Set<() => void>()
  let free = places
  let draining = false

  const drain = (): void => {
    if (draining) return
    draining = true
    for (const begin of queue) {
      if (free === 0) break
      queue.delete(begin)
      free -= 1
      begin()
    }
    draining = false
  }

  return <T>(task: Observable<T>) =>
    new Observable<T>((subscriber) => {
      let running = false
      const begin = (): void => {
        running = true
        subscriber.add(task.subscribe(subscriber))
      }
      subscriber.add(() => {
        if (running) free += 1
        else queue.delete(begin)
        drain()
      })
      queue.add(begin)
      drain()
    })
}
