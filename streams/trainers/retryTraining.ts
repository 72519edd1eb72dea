import { catchError, defer, type Observable, throwError } from 'rxjs'
import { checkOptions, optionsOf } from '../../src/common/index.ts'
import {
  toTrainingError,
  type TrainingError,
  type TrainingProgress,
} from '../../src/episode/index.ts'
import { deriveSeed } from '../../src/random/index.ts'
import { trainingCount } from '../internal/optionChecks.ts'
import { type Measured, runTrainer } from '../internal/runTrainer.ts'
import { type TrainerChange } from '../types/TrainingStage.ts'
import { wrapTrainer } from './internal/wrapTrainer.ts'

/** How {@link retryTraining} retries. */
export interface RetryOptions {
  /** How many times more a training that failed is begun: a whole number from 1. */
  readonly times: number
  /** Which failures are worth a retry; default every one. */
  readonly when?: (reason: TrainingError) => boolean
}

/** Whether a training failed by something outside it, so that the same seed may not fail again. */
const isExternal = ({ _tag }: TrainingError): boolean =>
  _tag === 'Crashed' || _tag === 'TimedOut' || _tag === 'OutOfMemory'

/**
 * A trainer that begins a failed training again. One that crashed, or took too long or too much
 * memory, begins with the seed it had, so that the journal is the same as if nothing had happened; one
 * that failed by itself (it diverged, it measured a NaN) begins with a seed derived from it. An abort
 * ends the training, and no other begins.
 *
 * @example
 * import { firstValueFrom, from } from 'rxjs'
 * import { failTraining } from 'rxnas'
 * import { crashed } from 'rxnas/episode'
 * import { retryTraining, type Trainer } from 'rxnas/streams'
 *
 * let begun = 0
 * const shaky: Trainer<string> = () => {
 *   begun += 1
 *   return begun === 1 ? failTraining(crashed('signal SIGKILL')) : [{ accuracy: 0.9 }]
 * }
 * const trainer = retryTraining({ times: 2 })(shaky)
 * const { signal } = new AbortController()
 * const job = { architecture: 'a', budget: {}, seed: 1, signal }
 * console.log(await firstValueFrom(from(trainer(job)))) // { accuracy: 0.9 }
 */
export const retryTraining = (options: RetryOptions): TrainerChange => {
  const { times, when = () => true } = optionsOf('retryTraining()', options)
  checkOptions('retryTraining()', { times }, { times: trainingCount })
  return wrapTrainer('retryTraining', { times }, (trainer) => (job) => {
    const attempt = (retry: number, seed: number): Observable<TrainingProgress | Measured> =>
      defer(() => runTrainer(trainer, { ...job, seed })).pipe(
        catchError((error: unknown) => {
          const reason = toTrainingError(error)
          return retry === times || job.signal.aborted || !when(reason)
            ? throwError(() => reason)
            : attempt(retry + 1, isExternal(reason) ? seed : deriveSeed(job.seed, retry + 1))
        }),
      )
    return attempt(0, job.seed)
  })
}
