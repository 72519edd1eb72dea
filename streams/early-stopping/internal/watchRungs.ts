import { concatMap, defer, from, type Observable, of, takeWhile } from 'rxjs'
import { type Measurement, type TrainingProgress } from '../../../src/episode/index.ts'
import { type Trainer } from '../../types/Trainer.ts'
import { rungName, stoppedAt } from './rungs.ts'
import { isProgress, runTrainer } from '../../internal/runTrainer.ts'

/** Whether a child goes on past the rung that it has come to last, by its values up to there. */
export type GoesOn = (values: ReadonlyArray<number>) => boolean

/** The part of its training that a progress tells of; none where the trainer does not say. */
const partOf = ({ step, steps }: TrainingProgress): number | undefined =>
  steps === undefined || steps <= 0 ? undefined : step / steps

/**
 * A trainer that is asked at each rung whether the child goes on. A progress that has the metric is a
 * look: the first at or after a rung is what the child measured at the rung, and what a child that is
 * stopped there measures in the end. What it measured at its rungs is told beside its metrics.
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

      /** Takes a look; gives what the child measures where it is stopped by it. */
      const look = (progress: TrainingProgress): Measurement | undefined => {
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
        concatMap((said) => {
          if (!isProgress(said)) return of(withRungs(said))
          const measured = look(said)
          return measured === undefined ? of(said) : from([said, measured])
        }),
        // What a child measures is the last that is heard of it: this ends its training.
        takeWhile((said) => isProgress(said), true),
      )
    })
