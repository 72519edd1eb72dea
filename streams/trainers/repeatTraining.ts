import { concatMap, defer, EMPTY, from, type Observable, of, range } from 'rxjs'
import { type Measurement, type TrainingProgress } from '../../src/episode/index.ts'
import { deriveSeed } from '../../src/random/index.ts'
import { isProgress, type Measured, runTrainer } from '../internal/runTrainer.ts'
import { named, stageOf } from '../plan/named.ts'
import { type Trainer } from '../types/Trainer.ts'

/** The mean of each metric that every run measured; of `seconds` the sum, for they were spent. */
const meanOf = (runs: ReadonlyArray<Measured>): Measurement => {
  const sum = (name: string): number => runs.reduce((total, run) => total + (run[name] ?? 0), 0)
  return Object.fromEntries(
    Object.keys(runs[0] ?? {})
      .filter((name) => runs.every((run) => run[name] !== undefined))
      .map((name) => [name, name === 'seconds' ? sum(name) : sum(name) / runs.length]),
  )
}

/**
 * A trainer that trains each child `runs` times, one after another, and measures the mean: so a
 * reward judges the architecture more than the luck of its weights. The first run has the child's
 * seed, the others seeds derived from it; `repeatTraining(1)` changes nothing. Of metrics that some
 * runs lack it tells none; `seconds` are the sum. Progress counts the steps of all runs. One run
 * that fails fails the child, and an abort ends the run under way and begins no other.
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
export const repeatTraining = (runs: number): (<A>(trainer: Trainer<A>) => Trainer<A>) => {
  if (!Number.isInteger(runs) || runs < 1)
    throw new RangeError(`repeatTraining takes a whole number of runs from 1, and not ${runs}.`)
  return <A>(trainer: Trainer<A>): Trainer<A> =>
    named('repeatTraining', { runs }, () => [{ name: 'of', stages: [stageOf(trainer)] }])<
      Trainer<A>
    >((job) =>
      defer((): Observable<TrainingProgress | Measurement> => {
        const measured: Array<Measured> = []
        let stepsBefore = 0
        let lastStep = 0
        return range(0, runs).pipe(
          concatMap((run) => {
            if (job.signal.aborted) return EMPTY
            stepsBefore = lastStep
            const seed = run === 0 ? job.seed : deriveSeed(job.seed, run)
            return from(runTrainer(trainer, { ...job, seed })).pipe(
              concatMap((said) => {
                if (!isProgress(said)) {
                  measured.push(said)
                  return measured.length === runs ? of(meanOf(measured)) : EMPTY
                }
                lastStep = stepsBefore + said.step
                return of({
                  ...said,
                  step: lastStep,
                  ...(said.steps === undefined ? {} : { steps: said.steps * runs }),
                })
              }),
            )
          }),
        )
      }),
    )
}
