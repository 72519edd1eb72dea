import { concat, concatMap, defer, of, throwError } from 'rxjs'
import { checkOptions, wholeNumber } from '../../src/common/index.ts'
import { failureCount } from '../internal/optionChecks.ts'
import { stage } from '../internal/stage.ts'
import { type PipelineStage } from '../types/PipelineStage.ts'

/** So many trainings in a row have failed that it is not worth going on with the search. */
export interface TooManyFailures {
  readonly _tag: 'TooManyFailures'
  readonly failures: number
  readonly message: string
}

interface StopAfterFailures {
  readonly at: 'beforeReward'
  readonly name: 'stopAfterFailures'
}

/**
 * Errors the stream with {@link TooManyFailures} when `limit` trainings in a row have failed. A
 * trained child resets the count; a rejected proposal, which was not trained, does not count.
 *
 * @param before - failures in a row before the first outcome: where a search goes on
 * @example
 * import { of } from 'rxjs'
 * import { trainerFailed } from 'rxnas'
 * import { fail } from 'rxnas/episode'
 * import { stopAfterFailures } from 'rxnas/streams'
 *
 * const failed = fail(trainerFailed('no such file: images.csv'))({
 *   _tag: 'Validated',
 *   episode: 0,
 *   trace: [],
 *   architecture: 8,
 *   key: '8',
 * })
 * of(failed)
 *   .pipe(stopAfterFailures(1))
 *   .subscribe({
 *     error: (error: unknown) => {
 *       console.log(error !== undefined) // true
 *     },
 *   })
 */
export const stopAfterFailures = (limit: number, before = 0): PipelineStage<StopAfterFailures> => {
  checkOptions(
    'stopAfterFailures()',
    { limit, before },
    { limit: failureCount, before: wholeNumber() },
  )
  return stage<StopAfterFailures>('stopAfterFailures', { limit }, (source) =>
    defer(() => {
      let failures = before
      return source.pipe(
        concatMap((event) => {
          if (event._tag === 'Trained') failures = 0
          if (event._tag !== 'Failed') return of(event)
          failures += 1
          const error: TooManyFailures = {
            _tag: 'TooManyFailures',
            failures,
            message: `${failures} trainings in a row have failed, the last with: ${event.reason.message} Correct its cause, or allow more failures in a row.`,
          }
          return failures < limit
            ? of(event)
            : concat(
                of(event),
                throwError(() => error),
              )
        }),
      )
    }),
  )
}
