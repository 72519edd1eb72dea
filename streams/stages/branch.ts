import { connect, defer, map, merge, type Observable, Subject, takeUntil, tap } from 'rxjs'
import { stagesOf } from '../plan/internal/recordStages.ts'
import { named } from '../plan/named.ts'
import { type LabelledOf } from '../types/Labelled.ts'
import { aFunction, checkEach } from '../../src/common/index.ts'

/**
 * Sends every event into each of several branches, and labels what comes out of them: several rewards
 * judge the same trained children, or several policies learn from them (`learnAlong`). A child is
 * trained once, however many branches there are. An event goes into one branch after another, in the
 * order in which they are named. A branch that ends is left out; one that errors ends them all. Write
 * the branches in place, as below, where the compiler knows what flows into them.
 *
 * @example
 * import { of } from 'rxjs'
 * import { accuracy } from 'rxnas'
 * import { measure } from 'rxnas/episode'
 * import { articleReward } from 'rxnas/reward'
 * import { branch, computeReward } from 'rxnas/streams'
 * import * as E from 'fp-ts/lib/Either.js'
 *
 * const child = { _tag: 'Validated', episode: 0, trace: [], architecture: 8, key: '8' } as const
 * of(E.toUnion(measure({ accuracy: 0.75 })(child)))
 *   .pipe(
 *     branch({
 *       accuracy: computeReward(accuracy),
 *       article: computeReward(articleReward('printed')),
 *     }),
 *   )
 *   .subscribe(({ label, event }) => {
 *     console.log(label, event.reward)
 *   })
 */
export const branch = <In, Events extends Readonly<Record<string, unknown>>>(branches: {
  readonly [Label in keyof Events]: (source: Observable<In>) => Observable<Events[Label]>
}): ((source: Observable<In>) => Observable<LabelledOf<Events>>) => {
  checkEach('branch()', branches, aFunction('an operator'))
  // Object.entries forgets which label an operator belongs to; each keeps its own.
  const entries = Object.entries(branches) as ReadonlyArray<
    [keyof Events, (source: Observable<In>) => Observable<Events[keyof Events]>]
  >
  return named('branch', {}, () =>
    entries.map(([label, operator]) => ({ name: String(label), stages: stagesOf(operator) })),
  )((source: Observable<In>) =>
    defer(() => {
      const unsubscribed = new Subject<void>()
      // `connect` does not stop a source that emits at once when nobody listens any more.
      const stoppable = source.pipe(takeUntil(unsubscribed))
      return stoppable.pipe(
        connect((events) =>
          merge(
            ...entries.map(([label, operator]) =>
              operator(events).pipe(map((event) => ({ label, event }))),
            ),
          ),
        ),
        tap({
          finalize: () => {
            unsubscribed.next()
          },
        }),
      )
    }),
  )
}
