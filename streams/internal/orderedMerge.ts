import { Observable, Subscription } from 'rxjs'

/** What a task says while it runs (`live`, passed on at once) and in the end (`done`, passed on in order). */
export type Said<L, D> =
  { readonly _tag: 'live'; readonly value: L } | { readonly _tag: 'done'; readonly value: D }

/**
 * Begins a task for each value of a source, passes on at once what tasks say while they run, and
 * commits what they end with in the order of the source.
 *
 * The source is not held back: the loop that feeds it gives a bounded round at a time.
 */
export const orderedMerge =
  <V, L, D>(task: (value: V) => Observable<Said<L, D>>) =>
  (source: Observable<V>): Observable<L | D> =>
    new Observable<L | D>((subscriber) => {
      const ended = new Map<number, ReadonlyArray<D>>()
      let received = 0
      let committed = 0
      let sourceDone = false
      let committing = false

      // One loop, not recursion: a commit may lead to another task's end.
      const commit = (): void => {
        if (committing) return
        committing = true
        for (let done = ended.get(committed); done !== undefined; done = ended.get(committed)) {
          ended.delete(committed)
          committed += 1
          for (const value of done) subscriber.next(value)
        }
        committing = false
        if (sourceDone && committed === received) subscriber.complete()
      }

      const begin = (value: V, index: number): void => {
        const results: Array<D> = []
        const running = new Subscription()
        subscriber.add(running)
        running.add(
          task(value).subscribe({
            next: (said) => {
              if (said._tag === 'live') subscriber.next(said.value)
              else results.push(said.value)
            },
            error: (error: unknown) => {
              subscriber.error(error)
            },
            complete: () => {
              // Else the subscriptions of past tasks would pile up over a long search.
              subscriber.remove(running)
              ended.set(index, results)
              commit()
            },
          }),
        )
      }

      subscriber.add(
        source.subscribe({
          next: (value) => {
            const index = received
            received += 1
            begin(value, index)
          },
          error: (error: unknown) => {
            subscriber.error(error)
          },
          complete: () => {
            sourceDone = true
            commit()
          },
        }),
      )
    })
