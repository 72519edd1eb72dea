import { concatMap, defer, EMPTY, type Observable, of, range } from 'rxjs'
import { checkOptions, mean } from '../../src/common/index.ts'
import { type Measurement, type TrainingProgress } from '../../src/episode/index.ts'
import { deriveSeed } from '../../src/random/index.ts'
import { trainingCount } from '../internal/optionChecks.ts'
import { isProgress, type Measured, runTrainer } from '../internal/runTrainer.ts'
import { type TrainerChange } from '../types/TrainingStage.ts'
import { wrapTrainer } from './internal/wrapTrainer.ts'

const sum = (values: ReadonlyArray<number>): number =>
  values.reduce((total, value) => total + value, 0)

/** The mean of each metric that every run measured; of `seconds` the sum, for they were spent. */
const averageOf = (runs: ReadonlyArray<Measured>): Measurement =>
  Object.fromEntries(
    Object.keys(runs[0] ?? {}).flatMap((name): ReadonlyArray<readonly [string, number]> => {
      const values = runs.flatMap((run) => run[name] ?? [])
      if (values.length < runs.length) return []
      return [[name, name === 'seconds' ? sum(values) : mean(values)]]
    }),
  )

/**
 * A trainer that trains each child `runs` times, one after another, and measures the mean: so a
 * reward judges the architecture more than the luck of its weights. The first run has the child's
 * seed, the others seeds derived from it; `repeatTraining(1)` changes nothing. A metric that some runs
 * lack is left out; `seconds` are the sum. Progress counts the steps of all runs. Where one run fails,
 * the child has failed. An abort ends the run under way and begins no other.
 *
 * @param runs - a whole number from 1
 *
 * @example
 * import { firstValueFrom, from } from 'rxjs'
 * import { repeatTraining, type Trainer } from 'rxnas/streams'
 *
 * const noisy: Trainer<string> = ({ seed }) => [{ accuracy: seed === 7 ? 0.5 : 0.75 }]
 * const { signal } = new AbortController()
 * const job = { architecture: 'a', budget: {}, seed: 7, signal }
 * console.log(await firstValueFrom(from(repeatTraining(2)(noisy)(job)))) // { accuracy: 0.625 }
 */
export const repeatTraining = (runs: number): TrainerChange => {
  checkOptions('repeatTraining()', { runs }, { runs: trainingCount })
  return wrapTrainer(
    'repeatTraining',
    { runs },
    (trainer) => (job) =>
      defer((): Observable<TrainingProgress | Measurement> => {
        const measured: Array<Measured> = []
        let stepsBefore = 0
        let lastStep = 0
        return range(0, runs).pipe(
          concatMap((run) => {
            if (job.signal.aborted) return EMPTY
            stepsBefore = lastStep
            const seed = run === 0 ? job.seed : deriveSeed(job.seed, run)
            return runTrainer(trainer, { ...job, seed }).pipe(
              concatMap((event) => {
                if (!isProgress(event)) {
                  measured.push(event)
                  return measured.length === runs ? of(averageOf(measured)) : EMPTY
                }
                lastStep = stepsBefore + event.step
                return of({
                  ...event,
                  step: lastStep,
                  ...(event.steps === undefined ? {} : { steps: event.steps * runs }),
                })
              }),
            )
          }),
        )
      }),
  )
}
