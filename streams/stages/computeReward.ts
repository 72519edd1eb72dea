import * as E from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import { concatMap, defer, type Observable, of, throwError } from 'rxjs'
import { type Outcome, reward as rewarded, type Rewarded } from '../../src/episode/index.ts'
import {
  checkReward,
  judge,
  type Reward,
  type RewardContext,
  startContext,
} from '../../src/reward/index.ts'
import { fromEither } from '../internal/fromEither.ts'
import { stage } from '../internal/stage.ts'
import { type Places } from '../types/Place.ts'
import { type ArchitectureOf, isOutcome, type StageEvent } from '../types/StageEvent.ts'
import { anObject, checkOptions } from '../../src/common/index.ts'
import { aReward } from '../internal/optionChecks.ts'

interface ComputeReward {
  readonly at: 'beforeReward'
  readonly name: 'computeReward'
  readonly takes: Outcome<unknown>
  readonly gives: Rewarded<unknown>
}

/** The stage whose rewarded episodes have the architectures of its source. */
type RewardStage = <E extends StageEvent>(
  source: Observable<E> & Places<E, 'computeReward'>['beforeReward'],
) => Observable<Exclude<E, Outcome<unknown>> | Rewarded<ArchitectureOf<E>>>

/**
 * Rewards every outcome; rejected and failed ones get the reward's penalty. A reward that is not a
 * finite number errors the stream with a `RewardError`, and a reward that was composed wrongly does so
 * at once: such a search cannot go on. Everything else passes through.
 *
 * @param from - what rewards know of the search before the first outcome, where a search goes on
 * @example
 * import { of } from 'rxjs'
 * import { accuracy, type Rejected } from 'rxnas'
 * import { computeReward } from 'rxnas/streams'
 *
 * const rejected: Rejected = {
 *   _tag: 'Rejected',
 *   proposed: { _tag: 'Proposed', episode: 0, candidate: -3, trace: [] },
 *   reason: {
 *     _tag: 'InvalidArchitecture',
 *     path: '',
 *     message: '-3 is not a whole number from 1 to 64',
 *   },
 * }
 * of(rejected)
 *   .pipe(computeReward(accuracy))
 *   .subscribe((event) => {
 *     if (event._tag === 'Rewarded') console.log(event.reward) // 0
 *   })
 */
export const computeReward = (reward: Reward, from: RewardContext = startContext): RewardStage => {
  checkOptions('computeReward()', { reward, from }, { reward: aReward, from: anObject() })
  return stage<ComputeReward>(
    'computeReward',
    { name: reward.name, options: reward.options },
    (source) =>
      defer(() => {
        const checked = checkReward(reward)
        // Before the first child is trained in vain.
        if (E.isLeft(checked)) return throwError(() => checked.left)
        let context = from
        return source.pipe(
          concatMap((event) =>
            isOutcome(event)
              ? pipe(
                  judge(reward)(context)(event),
                  E.map(([amount, after]) => {
                    context = after
                    return rewarded(amount)(event)
                  }),
                  fromEither,
                )
              : of(event),
          ),
        )
      }),
    // An outcome is rewarded as it came, so its architecture is the source's.
  ) as RewardStage
}
