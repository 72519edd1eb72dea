import { defer, map, type Observable } from 'rxjs'
import { type PolicyUpdated } from '../../src/episode/index.ts'
import { type Policy } from '../../src/policy/index.ts'
import { roundOf } from './internal/roundOf.ts'
import { named } from '../plan/named.ts'
import { type BeforeLearning, type RoundsOf, type StageEvent } from '../types/order.ts'
import { type RoundProposed } from '../types/Round.ts'

/**
 * Lets rewarded episodes pass, and at the end of their round gives the policy's state after it has
 * learned from those that arrived: an operator before this one may drop some.
 *
 * @example
 * import { of } from 'rxjs'
 * import { choice, random, struct } from 'rxnas'
 * import { updatePolicy } from 'rxnas/streams'
 *
 * const policy = random(struct({ op: choice('conv', 'pool') }))
 * of({ _tag: 'RoundProposed', round: 0, state: policy.init(1), episodes: 0 } as const)
 *   .pipe(updatePolicy(policy))
 *   .subscribe((event) => {
 *     console.log(event._tag) // PolicyUpdated
 *   })
 */
export const updatePolicy = <S>(
  policy: Policy<S>,
): (<E extends StageEvent>(
  source: Observable<E> & BeforeLearning<E, 'updatePolicy'> & RoundsOf<E, S>,
) => Observable<Exclude<E, RoundProposed<unknown>> | PolicyUpdated<S>>) =>
  named('updatePolicy', { name: policy.name, options: policy.options })(
    <E extends StageEvent>(
      source: Observable<E>,
    ): Observable<Exclude<E, RoundProposed<unknown>> | PolicyUpdated<S>> =>
      defer(() => {
        const round = roundOf(policy)
        return source.pipe(
          map((event) => {
            // `RoundsOf` has held the compiler to S.
            if (event._tag === 'RoundProposed') return round.end(event, event.state as S)
            round.meet(event)
            // No event but a RoundProposed has its tag.
            return event as Exclude<E, RoundProposed<unknown>>
          }),
        )
      }),
  )
