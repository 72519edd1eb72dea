import { type Observable, takeWhile } from 'rxjs'
import { named } from '../plan/named.ts'
import { requireFinite } from '../types/NotFinite.ts'
import { type AfterSearch, type StageEvent } from '../types/order.ts'

/**
 * Ends a search with the first episode whose reward is the target or more. It is the last event;
 * trainings under way are aborted, and no round is begun.
 *
 * @example
 * import { accuracy, choice, random, struct } from 'rxnas'
 * import { search, takeUntilTarget } from 'rxnas/streams'
 *
 * const space = struct({ units: choice(8, 16, 32) })
 * let last = 0
 * search({
 *   space,
 *   policy: random(space),
 *   trainer: ({ architecture }) => [{ accuracy: architecture.units / 32 }],
 *   reward: accuracy,
 *   budget: {},
 *   episodes: 1000,
 *   batch: 2,
 *   seed: 1,
 * })
 *   .pipe(takeUntilTarget(1))
 *   .subscribe((event) => {
 *     if (event._tag === 'Rewarded') last = event.reward
 *   })
 * console.log(last) // 1
 */
export const takeUntilTarget = (
  reward: number,
): (<E extends StageEvent>(
  source: Observable<E> & AfterSearch<E, 'takeUntilTarget'>,
) => Observable<E>) => {
  const target = requireFinite('The target of takeUntilTarget', reward)
  return named('takeUntilTarget', { reward: target })(
    <E extends StageEvent>(source: Observable<E>): Observable<E> =>
      source.pipe(takeWhile((event) => event._tag !== 'Rewarded' || event.reward < target, true)),
  )
}
