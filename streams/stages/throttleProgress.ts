import { asyncScheduler, defer, filter, type SchedulerLike } from 'rxjs'
import { checkOptions, finiteNumber } from '../../src/common/index.ts'
import { episodeOf } from '../../src/episode/index.ts'
import { stage } from '../internal/stage.ts'
import { type PipelineStage } from '../types/PipelineStage.ts'
import { isOutcome } from '../types/StageEvent.ts'

interface ThrottleProgress {
  readonly at: 'anywhere'
  readonly name: 'throttleProgress'
}

/**
 * Lets through the first progress of each training, and after that at most one in so many
 * milliseconds. It stands anywhere behind `trainChild`. Every other event passes at once, so none is
 * out of order.
 *
 * @param scheduler - whose clock is read; default real time
 *
 * @example
 * import { of } from 'rxjs'
 * import { type Progress } from 'rxnas'
 * import { throttleProgress } from 'rxnas/streams'
 *
 * const progress = (step: number): Progress => ({
 *   _tag: 'Progress',
 *   episode: 0,
 *   key: '8',
 *   step,
 *   metrics: {},
 * })
 * of(progress(0), progress(1), progress(2))
 *   .pipe(throttleProgress(60_000))
 *   .subscribe(({ step }) => {
 *     console.log(step) // 0
 *   })
 */
export const throttleProgress = (
  milliseconds: number,
  scheduler: SchedulerLike = asyncScheduler,
): PipelineStage<ThrottleProgress> => {
  checkOptions('throttleProgress()', { milliseconds }, { milliseconds: finiteNumber(0) })
  return stage<ThrottleProgress>('throttleProgress', { milliseconds }, (source) =>
    defer(() => {
      const last = new Map<number, number>()
      return source.pipe(
        filter((event) => {
          // An episode that is over is forgotten.
          if (isOutcome(event)) last.delete(episodeOf(event))
          if (event._tag === 'Rewarded') last.delete(episodeOf(event.outcome))
          if (event._tag !== 'Progress') return true
          const now = scheduler.now()
          const before = last.get(event.episode)
          if (before !== undefined && now - before < milliseconds) return false
          last.set(event.episode, now)
          return true
        }),
      )
    }),
  )
}
