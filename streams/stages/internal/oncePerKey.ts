import { concat, defer, EMPTY, ignoreElements, type Observable, of, Subject, tap } from 'rxjs'
import {
  type Failed,
  type Metrics,
  recall,
  type Trained,
  type Validated,
} from '../../../src/episode/index.ts'
import { type TaskEvent } from './orderedMerge.ts'
import { lruMap } from '../../internal/lruMap.ts'

/** What is known of a key: what its child measured, and the training that is under way. */
interface Known {
  metrics?: Metrics
  training?: Subject<never>
}

/**
 * Trains each key once. A duplicate of a trained child recalls its metrics; one of a child under
 * training waits for it; one of a child that failed trains anew. Of the keys it meets it remembers
 * the last `limit`; what `trained` has is not trained at all. What it knows of a key is settled when the key arrives, so the outcome of an
 * episode does not depend on how many are trained at the same time.
 */
export const oncePerKey = <A, L>(
  train: (validated: Validated<A>) => Observable<TaskEvent<L, Trained<A> | Failed<A>>>,
  limit: number,
  trained: ReadonlyMap<string, Metrics> = new Map(),
): ((validated: Validated<A>) => Observable<TaskEvent<L, Trained<A> | Failed<A>>>) => {
  const remembered = lruMap<Known>(limit)
  for (const [key, metrics] of trained) remembered.set(key, { metrics })

  const attempt = (
    validated: Validated<A>,
    known: Known,
  ): Observable<TaskEvent<L, Trained<A> | Failed<A>>> =>
    defer(() => {
      if (known.metrics !== undefined)
        return of({ _tag: 'done', value: recall(known.metrics)(validated) } as const)
      if (known.training !== undefined)
        return concat(known.training.pipe(ignoreElements()), attempt(validated, known))
      const training = new Subject<never>()
      known.training = training
      return concat(
        train(validated).pipe(
          tap((event) => {
            if (event._tag === 'done' && event.value._tag === 'Trained')
              known.metrics = event.value.metrics
          }),
        ),
        // Not in a finalizer: a search that is stopped must not begin the trainings that wait.
        defer(() => {
          delete known.training
          training.complete()
          return EMPTY
        }),
      )
    })

  return (validated) =>
    defer(() => {
      const known = remembered.get(validated.key) ?? {}
      remembered.set(validated.key, known)
      return attempt(validated, known)
    })
}
