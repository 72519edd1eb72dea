import { concat, defer, type Observable, Subject } from 'rxjs'

/** Lets observables wait for one another, so that the most expensive of them can begin first. */
export interface StartOrder {
  /** Lets what is subscribed from now on wait. */
  readonly hold: () => void
  /** Begins what waits, the most expensive first; what is subscribed from now on begins at once. */
  readonly release: () => void
  /** The observable, which begins on subscription or waits, as it may be. */
  readonly inOrder: <T>(task: Observable<T>, cost: number) => Observable<T>
}

/** A {@link StartOrder} in which nothing waits yet. Of equal costs what came first begins first. */
export const mostExpensiveFirst = (): StartOrder => {
  let holding = false
  let waiting: Array<{ readonly cost: number; readonly start: Subject<never> }> = []
  return {
    hold: () => {
      holding = true
    },
    release: () => {
      holding = false
      const released = waiting.sort((a, b) => b.cost - a.cost)
      waiting = []
      // Nobody listens any more to a start whose task was unsubscribed while it waited.
      for (const { start } of released) start.complete()
    },
    inOrder: (task, cost) =>
      defer(() => {
        if (!holding) return task
        const start = new Subject<never>()
        waiting.push({ cost, start })
        return concat(start, task)
      }),
  }
}
