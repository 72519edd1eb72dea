import { concat, defer, EMPTY, from, mergeMap, type Observable, of } from 'rxjs'

/** What a task emits. */
export type TaskEvent<L, D> =
  // While it runs: passed on at once.
  | { readonly _tag: 'live'; readonly value: L }
  // In the end: passed on in order.
  | { readonly _tag: 'done'; readonly value: D }

/**
 * Begins a task for each value of a source, passes on at once what tasks emit while they run,
 * and commits what they end with in the order of the source.
 *
 * The source is not held back: the loop that feeds it gives a bounded round at a time.
 */
export const orderedMerge =
  <V, L, D>(task: (value: V) => Observable<TaskEvent<L, D>>) =>
  (source: Observable<V>): Observable<L | D> =>
    defer(() => {
      const ended = new Map<number, ReadonlyArray<D>>()
      let committed = 0
      let committing = false

      // One loop, not recursion: a commit may lead to another task's end.
      function* commit(): Generator<D, void> {
        if (committing) return
        committing = true
        for (let done = ended.get(committed); done !== undefined; done = ended.get(committed)) {
          ended.delete(committed)
          committed += 1
          yield* done
        }
        committing = false
      }

      return source.pipe(
        mergeMap((value, index): Observable<L | D> => {
          const results: Array<D> = []
          return concat(
            task(value).pipe(
              mergeMap((event) => {
                if (event._tag === 'live') return of(event.value)
                results.push(event.value)
                return EMPTY
              }),
            ),
            defer(() => {
              ended.set(index, results)
              return from(commit())
            }),
          )
        }),
      )
    })
