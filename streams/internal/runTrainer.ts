import * as E from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import {
  catchError,
  concat,
  defer,
  filter,
  finalize,
  from,
  type Observable,
  type ObservableInput,
  tap,
  throwError,
} from 'rxjs'
import {
  badMetrics,
  checkMetrics,
  type FiniteNumber,
  toTrainingError,
  type TrainingJob,
  type TrainingProgress,
} from '../../src/episode/index.ts'
import { isRecord } from '../../src/common/index.ts'
import { type Trainer } from '../types/Trainer.ts'
import { fromEither } from './fromEither.ts'

/** What a training measured, checked. */
export type Measured = Readonly<Record<string, FiniteNumber>>

/** Whether what a trainer emits is progress: its type is a promise of the user's, not a fact. */
export const isProgress = (event: unknown): event is TrainingProgress =>
  isRecord(event) &&
  event['_tag'] === 'Progress' &&
  typeof event['step'] === 'number' &&
  isRecord(event['metrics'])

/**
 * One training as an observable of its progress and, at last, of its metrics. It begins on
 * subscription. It errors with a `TrainingError` whatever the trainer throws, rejects with or
 * measures. Unsubscribing aborts the trainer's signal, and so does the job's own.
 */
export const runTrainer = <A>(
  trainer: Trainer<A>,
  job: Omit<TrainingJob<A>, 'signal'> & { readonly signal?: AbortSignal },
): Observable<TrainingProgress | Measured> =>
  defer(() => {
    const aborter = new AbortController()
    let last: unknown
    let over = false

    const abort = (): void => {
      if (!over) aborter.abort()
    }
    if (job.signal?.aborted === true) abort()
    job.signal?.addEventListener('abort', abort)

    const finish = (): Observable<Measured> =>
      pipe(
        last === undefined
          ? E.left(badMetrics('The trainer ended without metrics.'))
          : checkMetrics(last),
        // The codec of metrics leaves out what is undefined.
        E.map((metrics) => metrics as Measured),
        fromEither,
      )

    return concat(
      // The trainer is the user's: whatever it throws is one child's failure.
      defer(() => from<ObservableInput<unknown>>(trainer({ ...job, signal: aborter.signal }))).pipe(
        filter((event): event is TrainingProgress => {
          if (isProgress(event)) return true
          last = event
          return false
        }),
        tap({
          error: () => {
            over = true
          },
          complete: () => {
            over = true
          },
        }),
      ),
      defer(finish),
    ).pipe(
      catchError((error: unknown) => throwError(() => toTrainingError(error))),
      finalize(() => {
        job.signal?.removeEventListener('abort', abort)
        abort()
      }),
    )
  })
