import { defer, takeWhile } from 'rxjs'
import { checkOptions, finiteNumber, optionsOf } from '../../src/common/index.ts'
import { episodeCount } from '../internal/optionChecks.ts'
import { stage } from '../internal/stage.ts'
import { type PipelineStage } from '../types/PipelineStage.ts'

/** When {@link takeUntilPlateau} ends a search. */
export interface Plateau {
  /** So many episodes in a row brought no better reward: a whole number from 1. */
  readonly episodes: number
  /** By how much a reward has to be above the best to be a better one; default 0, by anything. */
  readonly by?: number
}

interface TakeUntilPlateau {
  readonly at: 'afterSearch'
  readonly name: 'takeUntilPlateau'
}

/**
 * Ends a search when its best reward has not risen for so many episodes. It ends with a round, so
 * every child that was proposed has been trained, and the policy's last state is there.
 *
 * @example
 * import { accuracy, choice, random, struct } from 'rxnas'
 * import { search, takeUntilPlateau } from 'rxnas/streams'
 *
 * const space = struct({ units: choice(8, 16, 32) })
 * let episodes = 0
 * search({
 *   space,
 *   policy: random(space),
 *   trainer: () => [{ accuracy: 0.5 }],
 *   reward: accuracy,
 *   budget: {},
 *   episodes: 1000,
 *   batch: 4,
 *   seed: 1,
 * })
 *   .pipe(takeUntilPlateau({ episodes: 10 }))
 *   .subscribe((event) => {
 *     if (event._tag === 'Rewarded') episodes += 1
 *   })
 * console.log(episodes) // 12
 */
export const takeUntilPlateau = (options: Plateau): PipelineStage<TakeUntilPlateau> => {
  const { episodes, by = 0 } = optionsOf('takeUntilPlateau()', options)
  checkOptions(
    'takeUntilPlateau()',
    { episodes, by },
    { episodes: episodeCount, by: finiteNumber(0) },
  )
  return stage<TakeUntilPlateau>('takeUntilPlateau', { episodes, by }, (source) =>
    defer(() => {
      let best = -Infinity
      let since = 0
      return source.pipe(
        takeWhile((event) => {
          if (event._tag === 'Rewarded') {
            since = event.reward > best + by ? 0 : since + 1
            best = Math.max(best, since === 0 ? event.reward : best)
          }
          return event._tag !== 'PolicyUpdated' || since < episodes
        }, true),
      )
    }),
  )
}
