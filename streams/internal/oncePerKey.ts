import { concat, defer, EMPTY, ignoreElements, type Observable, of, Subject, tap } from 'rxjs'
import {
  type Failed,
  type Metrics,
  recall,
  type Trained,
  type Validated,
} from '../../src/episode/index.ts'
import { type Said } from './orderedMerge.ts'

/**
 * Trains each key once. A duplicate of a trained child recalls its metrics; one of a child under
 * training waits for it; one of a child that failed trains anew. So the outcome of an episode does
 * not depend on how many are trained at the same time. What `known` has is not trained at all.
 */
export const oncePerKey = <A, L>(
  train: (validated: Validated<A>) => Observable<Said<L, Trained<A> | Failed<A>>>,
  known: ReadonlyMap<string, Metrics> = new Map(),
): ((validated: Validated<A>) => Observable<Said<L, Trained<A> | Failed<A>>>) => {
  const trained = new Map(known)
  const inFlight = new Map<string, Subject<never>>()

  const attempt = (validated: Validated<A>): Observable<Said<L, Trained<A> | Failed<A>>> =>
    defer(() => {
      const { key } = validated
      const metrics = trained.get(key)
      if (metrics !== undefined)
        return of({ _tag: 'done', value: recall(metrics)(validated) } as const)
      const before = inFlight.get(key)
      if (before !== undefined) return concat(before.pipe(ignoreElements()), attempt(validated))
      const over = new Subject<never>()
      inFlight.set(key, over)
      return concat(
        train(validated).pipe(
          tap((said) => {
            if (said._tag === 'done' && said.value._tag === 'Trained')
              trained.set(key, said.value.metrics)
          }),
        ),
        // Not in a finalizer: a search that is stopped must not begin the trainings that wait.
        defer(() => {
          inFlight.delete(key)
          over.complete()
          return EMPTY
        }),
      )
    })
  return attempt
}
