import * as Either from 'fp-ts/lib/Either.js'
import { concatMap, defer, type Observable, of, throwError } from 'rxjs'
import { type Outcome, reward as rewarded, type Rewarded } from '../../src/episode/index.ts'
import {
  checkReward,
  judge,
  type Reward,
  type RewardContext,
  startContext,
} from '../../src/reward/index.ts'
import { isOutcome } from './internal/isOutcome.ts'
import { named } from '../plan/named.ts'
import { type ArchitectureOf, type BeforeReward, type StageEvent } from '../types/order.ts'

/**
 * Rewards every outcome; rejected and failed ones get the reward's penalty. A reward that is no
 * finite number errors the stream with a `RewardError`, and one that was put together wrongly does so
 * at once: such a search cannot go on. Everything else passes through.
 *
 * @param from - what is known of the search before the first outcome: where a search goes on
 * @example
 * import { of } from 'rxjs'
 * import { accuracy, invalidArchitecture, type Rejected } from 'rxnas'
 * import { computeReward } from 'rxnas/streams'
 *
 * const rejected: Rejected = {
 *   _tag: 'Rejected',
 *   proposed: { _tag: 'Proposed', episode: 0, candidate: -3, trace: [] },
 *   reason: invalidArchitecture('', '-3 is not a whole number from 1 to 64'),
 * }
 * of(rejected)
 *   .pipe(computeReward(accuracy))
 *   .subscribe((event) => {
 *     if (event._tag === 'Rewarded') console.log(event.reward) // 0
 *   })
 */
export const computeReward = (
  reward: Reward,
  from: RewardContext = startContext,
): (<E extends StageEvent>(
  source: Observable<E> & BeforeReward<E, 'computeReward'>,
) => Observable<Exclude<E, Outcome<unknown>> | Rewarded<ArchitectureOf<E>>>) =>
  named('computeReward', { name: reward.name, options: reward.options })(
    <E extends StageEvent>(
      source: Observable<E>,
    ): Observable<Exclude<E, Outcome<unknown>> | Rewarded<ArchitectureOf<E>>> =>
      defer(() => {
        const checked = checkReward(reward)
        // Before the first child is trained in vain.
        if (Either.isLeft(checked)) return throwError(() => checked.left)
        let context = from
        return source.pipe(
          concatMap((event) => {
            if (!isOutcome(event))
              // No event but an outcome has one of its tags.
              return of(event as Exclude<E, Outcome<unknown>>)
            const judged = judge(reward)(context)(event)
            if (Either.isLeft(judged)) return throwError(() => judged.left)
            const [amount, after] = judged.right
            context = after
            // The outcome is one of E's, and its architecture is therefore E's.
            return of(rewarded(amount)(event as Outcome<ArchitectureOf<E>>))
          }),
        )
      }),
  )
