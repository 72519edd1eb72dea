import { earlyStopping } from './internal/earlyStopping.ts'
import { type Rungs } from './internal/rungs.ts'
import { type SearchPosition } from '../types/SearchPosition.ts'
import { type EarlyStopping } from '../types/TrainingStage.ts'

/** How {@link medianStop} judges. */
export interface MedianStopOptions extends Rungs {
  /** Where children are compared; at 0.25 and 0.5 of their training unless told. */
  readonly rungs?: ReadonlyArray<number>
  /** Children trained to their end before the first is stopped; 5 unless told. */
  readonly after?: number
  /** Where the search goes on from; the beginning unless told. */
  readonly from?: Pick<SearchPosition<unknown, unknown>, 'recorded' | 'trained'>
}

const mean = (values: ReadonlyArray<number>): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length

const median = (values: ReadonlyArray<number>): number => {
  const sorted = [...values].sort((a, b) => a - b)
  const middle = sorted.length / 2
  return mean(sorted.slice(Math.ceil(middle) - 1, Math.floor(middle) + 1))
}

/**
 * Ends a training early where the child has come to no better value so far than half of those trained
 * to their end had on the average up to the same part of theirs. It works with any trainer whose
 * progress tells `step`, `steps` and the metric that is compared.
 *
 * A child that is stopped is `Trained` with what it had measured there: `stoppedAt` tells at which
 * part of its training that was, `seconds` what the whole would have taken, and `accuracyAt25` what it
 * measured at a quarter. A reward judges it by a figure of a shorter training, which is seldom better
 * than the child would have come to, and never one that looked better than the median then.
 *
 * Compared is with children of earlier rounds alone. So a search comes out the same for any number of
 * workers, and goes on as if it had never stopped: a journal tells all that the rule knows.
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
export const medianStop = ({
  metric = 'accuracy',
  better = 'more',
  rungs = [0.25, 0.5],
  after = 5,
  from,
}: MedianStopOptions = {}): EarlyStopping => {
  if (!Number.isInteger(after) || after < 1)
    throw new RangeError(`medianStop waits for a whole number of children from 1, not ${after}.`)
  return earlyStopping({
    name: 'medianStop',
    options: { metric, better, rungs, after },
    rungs: { metric, better, rungs },
    from,
    goesOn: (own, others) => {
      const averages = others.flatMap(({ values, completed }) =>
        completed && values.length >= own.length ? [mean(values.slice(0, own.length))] : [],
      )
      return averages.length < after || Math.max(...own) >= median(averages)
    },
  })
}
