import { Observable } from 'rxjs'

/** Holds observables back. */
export interface Gate {
  /** Holds back what passes from now on. */
  readonly close: () => void
  /** Begins what was held back, the dearest first; what passes from now on begins at once. */
  readonly open: () => void
  readonly pass: <T>(task: Observable<T>, cost: number) => Observable<T>
}

/** An open gate. Of equal costs what came first begins first. */
export const gate = (): Gate => {
  let closed = false
  let held: Array<{ readonly cost: number; readonly begin: () => void }> = []
  return {
    close: () => {
      closed = true
    },
    open: () => {
      closed = false
      const waiting = held.sort((a, b) => b.cost - a.cost)
      held = []
      for (const { begin } of waiting) begin()
    },
    pass: <T>(task: Observable<T>, cost: number) =>
      new Observable<T>((subscriber) => {
        const begin = (): void => {
          if (!subscriber.closed) subscriber.add(task.subscribe(subscriber))
        }
        if (closed) held.push({ cost, begin })
        else begin()
      }),
  }
}
