import { mean, median } from '../../src/common/index.ts'
import { optionsCodec, whole } from '../../src/episode/index.ts'
import { type EarlyStopping } from '../types/TrainingStage.ts'
import {
  defineEarlyStopping,
  type EarlyStoppingDefinition,
  type OwnOptions,
  type StoppedSearch,
  stoppingBy,
} from './defineEarlyStopping.ts'
import { evaluationsAt, rungFields, type RungOptions } from './internal/rungs.ts'
import { stopAtRungs } from './internal/stopAtRungs.ts'

/** How {@link medianStop} judges. */
export interface MedianStopOptions extends Omit<StoppedSearch, 'reuse'>, RungOptions {
  /** Where children are compared; default at 0.25 and 0.5 of their training. */
  readonly rungs?: ReadonlyArray<number>
  /** Children trained to their end before the first is stopped; default 5. */
  readonly after?: number
}

/** The definition of {@link medianStop}. */
export const medianStopping: EarlyStoppingDefinition<'median'> = defineEarlyStopping({
  name: 'median',
  help: 'below the median of earlier ones',
  options: optionsCodec<OwnOptions<MedianStopOptions>>({
    ...rungFields([0.25, 0.5]),
    after: { codec: whole(1), byDefault: 5 },
  }),
  evaluationsPerTraining: evaluationsAt,
  make: (options, search) =>
    stopAtRungs(
      {
        name: 'medianStop',
        options,
        goesOn: (own, others) => {
          const averages = others.flatMap(({ values, completed }) =>
            completed && values.length >= own.length ? [mean(values.slice(0, own.length))] : [],
          )
          return averages.length < options.after || Math.max(...own) >= median(averages)
        },
      },
      search,
    ),
})

/**
 * Ends a training early where the child's best value so far is below the median of the running
 * averages that children trained to their end had at the same part of theirs. It works with any
 * trainer whose progress has `step`, `steps` and the metric that is compared.
 *
 * A child that is stopped is `Trained` with what it had measured there: `stoppedAt` is the part of its
 * training at which that was, `seconds` what the whole would have taken, and `accuracyAt25` what it
 * measured at a quarter. A reward judges it by that: by less training, which is seldom better than
 * what the child would have come to.
 *
 * A child is compared with those of earlier rounds alone. So a search finds the same for any number of
 * workers, and goes on as if it had never stopped: all that the rule knows is in the journal.
 *
 * Source: Golovin et al., "Google Vizier: A Service for Black-Box Optimization" (2017), section 3.2.
 *
 * @example
 * import { lastValueFrom, toArray } from 'rxjs'
 * import { accuracy, choice, random, struct } from 'rxnas'
 * import {
 *   computeReward,
 *   medianStop,
 *   searchLoop,
 *   trainChild,
 *   type Trainer,
 *   validateAction,
 * } from 'rxnas/streams'
 *
 * const space = struct({ units: choice(1, 2, 3, 4, 5, 6, 7, 8) })
 * const trainer: Trainer<{ units: number }> = ({ architecture: { units } }) => [
 *   { _tag: 'Progress', step: 1, steps: 2, metrics: { accuracy: units / 16 } },
 *   { accuracy: units / 8 },
 * ]
 * const events = await lastValueFrom(
 *   searchLoop({ policy: random(space), seed: 1, batch: 2, episodes: 32 }, (proposed) =>
 *     proposed.pipe(
 *       validateAction(space),
 *       medianStop({ rungs: [0.5], after: 2 })((change) =>
 *         trainChild(change(trainer), { budget: {}, seed: 1 }),
 *       ),
 *       computeReward(accuracy),
 *     ),
 *   ).pipe(toArray()),
 * )
 * const stopped = events.filter(
 *   (e) => e._tag === 'Rewarded' && e.outcome._tag === 'Trained' && e.outcome.metrics.stoppedAt,
 * )
 * console.log(stopped.length > 0) // true
 */
export const medianStop = (options: MedianStopOptions = {}): EarlyStopping =>
  stoppingBy(medianStopping, options)
