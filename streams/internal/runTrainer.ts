import * as E from 'fp-ts/lib/Either.js'
import { from, Observable } from 'rxjs'
import {
  badMetrics,
  checkMetrics,
  type Metrics,
  toTrainingError,
  type TrainingJob,
  type TrainingProgress,
} from '../../src/episode/index.ts'
import { type Trainer } from '../Trainer.ts'

const isRecord = (u: unknown): u is Readonly<Record<string, unknown>> =>
  typeof u === 'object' && u !== null

/** Whether what a trainer said is progress: its type is a promise of the user's, not a fact. */
export const isProgress = (said: unknown): said is TrainingProgress =>
  isRecord(said) &&
  said['_tag'] === 'Progress' &&
  typeof said['step'] === 'number' &&
  isRecord(said['metrics'])

/**
 * One training as an observable of its progress and, at last, of its metrics. It begins on
 * subscription. It errors with a `TrainingError` whatever the trainer throws, rejects with or
 * measures. Unsubscribing aborts the trainer's signal, and so does the job's own.
 */
export const runTrainer = <A>(
  trainer: Trainer<A>,
  job: Omit<TrainingJob<A>, 'signal'> & { readonly signal?: AbortSignal },
): Observable<TrainingProgress | Metrics> =>
  new Observable((subscriber) => {
    const aborter = new AbortController()
    let last: unknown
    let over = false

    const abort = (): void => {
      if (!over) aborter.abort()
    }
    const fail = (error: unknown): void => {
      over = true
      subscriber.error(toTrainingError(error))
    }
    const complete = (): void => {
      over = true
      const metrics =
        last === undefined
          ? E.left(badMetrics('The trainer ended without metrics.'))
          : checkMetrics(last)
      if (E.isLeft(metrics)) subscriber.error(metrics.left)
      else {
        subscriber.next(metrics.right)
        subscriber.complete()
      }
    }

    subscriber.add(abort)
    const outer = job.signal
    if (outer?.aborted === true) abort()
    outer?.addEventListener('abort', abort)
    subscriber.add(() => {
      outer?.removeEventListener('abort', abort)
    })
    // The trainer is the user's: whatever it throws is one child's failure.
    try {
      subscriber.add(
        from(trainer({ ...job, signal: aborter.signal })).subscribe({
          next: (said: unknown) => {
            if (isProgress(said)) subscriber.next(said)
            else last = said
          },
          error: fail,
          complete,
        }),
      )
    } catch (error) {
      fail(error)
    }
  })
