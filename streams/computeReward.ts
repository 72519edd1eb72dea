import * as E from 'fp-ts/lib/Either.js'
import { concatMap, defer, type Observable, of, throwError } from 'rxjs'
import {
  type Outcome,
  type Progress,
  reward as rewarded,
  type Rewarded,
} from '../src/episode/index.ts'
import {
  advance,
  evaluate,
  type Reward,
  type RewardContext,
  startContext,
} from '../src/reward/index.ts'
import { type RoundProposed } from './Round.ts'

/**
 * Rewards every outcome; rejected and failed ones get the reward's penalty. A reward that is no
 * finite number errors the stream with a `RewardError`: such a search cannot go on. Everything else
 * passes through.
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
export const computeReward =
  (
    reward: Reward,
    from: RewardContext = startContext,
  ): (<A, T extends Progress | RoundProposed<unknown> = never>(
    source: Observable<Outcome<A> | T>,
  ) => Observable<Rewarded<A> | T>) =>
  <A, T extends Progress | RoundProposed<unknown> = never>(source: Observable<Outcome<A> | T>) =>
    defer(() => {
      let context = from
      return source.pipe(
        concatMap((event): Observable<Rewarded<A> | T> => {
          if (event._tag === 'Progress' || event._tag === 'RoundProposed') return of(event)
          const amount = evaluate(reward, context)(event)
          if (E.isLeft(amount)) return throwError(() => amount.left)
          context = advance(event, amount.right)(context)
          return of(rewarded(amount.right)(event))
        }),
      )
    })
