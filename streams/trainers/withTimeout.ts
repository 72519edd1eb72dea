import { asyncScheduler, mergeMap, type SchedulerLike, takeUntil, throwError, timer } from 'rxjs'
import { checkOptions, timerSeconds } from '../../src/common/index.ts'
import { timedOut } from '../../src/episode/index.ts'
import { runTrainer } from '../internal/runTrainer.ts'
import { type TrainerChange } from '../types/TrainingStage.ts'
import { wrapTrainer } from './internal/wrapTrainer.ts'

/**
 * A trainer that fails with `TimedOut` where a training takes longer than so many seconds; its
 * signal is aborted. A trainer that computes without a pause, or ignores its signal, is no longer
 * waited for but goes on: only a process of its own can be ended (`timeLimit` of `processTrainer` and
 * `commandTrainer`). Around a trainer of a `trainerPool` the wait for a place counts too; put it
 * inside.
 *
 * @param scheduler - measures the seconds; default real time, a `VirtualTimeScheduler` where trainings
 *   are simulated
 * @example
 * import { from, lastValueFrom, NEVER } from 'rxjs'
 * import { TrainingError } from 'rxnas'
 * import { type Trainer, withTimeout } from 'rxnas/streams'
 *
 * const hangs: Trainer<string> = () => NEVER
 * const trainer = withTimeout(0.05)(hangs)
 * const { signal } = new AbortController()
 * const job = { architecture: 'a', budget: {}, seed: 1, signal }
 * await lastValueFrom(from(trainer(job))).catch((reason: unknown) => {
 *   if (TrainingError.is(reason)) console.log(reason.message)
 *   // The training took longer than its limit of 0.05 s.
 * })
 */
export const withTimeout = (
  seconds: number,
  scheduler: SchedulerLike = asyncScheduler,
): TrainerChange => {
  checkOptions('withTimeout()', { seconds }, { seconds: timerSeconds })
  return wrapTrainer('withTimeout', { seconds }, (trainer) => (job) => {
    // The error of what `takeUntil` listens to becomes that of the training.
    const timeout = timer(seconds * 1000, scheduler).pipe(
      mergeMap(() => throwError(() => timedOut(seconds))),
    )
    return runTrainer(trainer, job).pipe(takeUntil(timeout))
  })
}
