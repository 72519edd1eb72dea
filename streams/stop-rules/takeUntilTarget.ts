import { takeWhile } from 'rxjs'
import { checkOptions, finiteNumber } from '../../src/common/index.ts'
import { stage } from '../internal/stage.ts'
import { type PipelineStage } from '../types/PipelineStage.ts'

interface TakeUntilTarget {
  readonly at: 'afterSearch'
  readonly name: 'takeUntilTarget'
}

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
export const takeUntilTarget = (reward: number): PipelineStage<TakeUntilTarget> => {
  checkOptions('takeUntilTarget()', { reward }, { reward: finiteNumber() })
  return stage<TakeUntilTarget>('takeUntilTarget', { reward }, (source) =>
    source.pipe(takeWhile((event) => event._tag !== 'Rewarded' || event.reward < reward, true)),
  )
}
