import { concatMap, defer, from, type Observable, of, takeWhile } from 'rxjs'
import { type Measurement, type TrainingProgress } from '../../../src/episode/index.ts'
import { type Trainer } from '../../types/Trainer.ts'
import { rungName, stoppedAt } from './rungs.ts'
import { isProgress, runTrainer } from '../../internal/runTrainer.ts'

/** Whether a child goes on past the rung that it has come to last, by its values up to there. */
export type GoesOn = (values: ReadonlyArray<number>) => boolean

/** The part of its training that a child has had at a progress; `undefined` where that is not known. */
const partOf = ({ step, steps }: TrainingProgress): number | undefined =>
  steps === undefined || steps <= 0 ? undefined : step / steps

/**
 * A trainer that asks at each rung whether the child goes on. A progress that has the metric is an
 * evaluation: the first at or after a rung is what the child measured at the rung, and what a child
 * that is stopped there measures in the end. Its values at the rungs are added to its metrics.
 *
 * @param begin - begins to judge a child
 */
export const watchRungs =
  <A>(
    trainer: Trainer<A>,
    metric: string,
    rungs: ReadonlyArray<number>,
    begin: () => GoesOn,
  ): Trainer<A> =>
  (job) =>
    defer((): Observable<TrainingProgress | Measurement> => {
      const goesOn = begin()
      const values: Array<number> = []
      const withRungs = (measured: Measurement): Measurement => ({
        ...measured,
        ...Object.fromEntries(values.map((value, i) => [rungName(metric, rungs[i] ?? 1), value])),
      })

      /** What the child measures in the end where this progress stops it. */
      const stoppedBy = (progress: TrainingProgress): Measurement | undefined => {
        const part = partOf(progress)
        const value = progress.metrics[metric]
        if (part === undefined || part >= 1 || value === undefined) return undefined
        for (let rung = rungs[values.length]; rung !== undefined; rung = rungs[values.length]) {
          if (part < rung) break
          values.push(value)
          if (!goesOn([...values])) return withRungs(stoppedAt(part, progress.metrics))
        }
        return undefined
      }

      return runTrainer(trainer, job).pipe(
        concatMap((event) => {
          if (!isProgress(event)) return of(withRungs(event))
          const measured = stoppedBy(event)
          return measured === undefined ? of(event) : from([event, measured])
        }),
        // Metrics are the last event of a training: those of a stopped child end it here.
        takeWhile((event) => isProgress(event), true),
      )
    })
