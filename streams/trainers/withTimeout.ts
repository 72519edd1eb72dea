import { asyncScheduler, mergeMap, type SchedulerLike, takeUntil, throwError, timer } from 'rxjs'
import { timedOut } from '../../src/episode/index.ts'
import { runTrainer } from '../internal/runTrainer.ts'
import { named, stageOf } from '../plan/named.ts'
import { type Trainer } from '../types/Trainer.ts'

/** The longest that a timer can wait: 2^31 - 1 milliseconds, in whole seconds. */
const longest = 2_147_483

/**
 * A trainer that fails with `TimedOut` where a training takes longer than so many seconds; its
 * signal is aborted. A trainer that computes without pause, or pays no heed to its signal, is left
 * behind but not ended: only a process of its own can be (`timeLimit` of `processTrainer` and
 * `commandTrainer`). Around a trainer of a `trainerPool` the wait for a place counts too; put it
 * inside.
 *
 * @param scheduler - the clock that tells the seconds; the real one unless told, a
 *   `VirtualTimeScheduler` where trainings are simulated
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
): (<A>(trainer: Trainer<A>) => Trainer<A>) => {
  if (!(seconds > 0 && seconds <= longest))
    throw new RangeError(
      `withTimeout takes seconds above 0 and up to ${longest} (24 days), and not ${seconds}.`,
    )
  return <A>(trainer: Trainer<A>): Trainer<A> =>
    named('withTimeout', { seconds }, () => [{ name: 'of', stages: [stageOf(trainer)] }])<
      Trainer<A>
    >((job) =>
      runTrainer(trainer, job).pipe(
        // The notifier's error becomes the training's.
        takeUntil(
          timer(seconds * 1000, scheduler).pipe(
            mergeMap(() => throwError(() => timedOut(seconds))),
          ),
        ),
      ),
    )
}
