import * as E from 'fp-ts/lib/Either.js'
import { from, Observable, of } from 'rxjs'
import {
  badMetrics,
  type Budget,
  fail,
  type Failed,
  finiteOnly,
  measure,
  type Metrics,
  type Progress,
  type Rejected,
  toTrainingError,
  type Trained,
  type TrainingProgress,
  type Validated,
} from '../src/episode/index.ts'
import { deriveSeed } from '../src/random/index.ts'
import { limiter } from './internal/limiter.ts'
import { oncePerKey } from './internal/oncePerKey.ts'
import { orderedMerge, type Said } from './internal/orderedMerge.ts'
import { type RoundProposed } from './Round.ts'
import { type Trainer } from './Trainer.ts'

/** How {@link trainChild} trains. */
export interface TrainOptions {
  readonly budget: Budget
  /** The search's seed; an episode's child is trained with a seed derived from it. */
  readonly seed: number
  /** Trainings at the same time; 1 unless told. Changes how fast a search runs, not what it finds. */
  readonly workers?: number
  /** Whether a duplicate of a trained architecture gets the metrics it had; true unless told. */
  readonly reuse?: boolean
  /** Metrics of children trained before the search, or before it went on, by key. */
  readonly trained?: ReadonlyMap<string, Metrics>
}

const isRecord = (u: unknown): u is Readonly<Record<string, unknown>> =>
  typeof u === 'object' && u !== null

// Of what a user's trainer says, its type is a promise, not a fact.
const isProgress = (said: unknown): said is TrainingProgress =>
  isRecord(said) &&
  said['_tag'] === 'Progress' &&
  typeof said['step'] === 'number' &&
  isRecord(said['metrics'])

type Ending<A> = Trained<A> | Failed<A>

/** One training as an observable: begins on subscription, is aborted by unsubscription, never errors. */
const training = <A>(
  trainer: Trainer<A>,
  { budget, seed }: TrainOptions,
  validated: Validated<A>,
): Observable<Said<Progress, Ending<A>>> =>
  new Observable((subscriber) => {
    const { episode, key, architecture } = validated
    const aborter = new AbortController()
    let last: unknown

    const say = (progress: Omit<Progress, '_tag' | 'episode' | 'key'>): void => {
      subscriber.next({ _tag: 'live', value: { _tag: 'Progress', episode, key, ...progress } })
    }
    const end = (outcome: Ending<A>): void => {
      subscriber.next({ _tag: 'done', value: outcome })
      subscriber.complete()
    }

    subscriber.add(() => {
      aborter.abort()
    })
    say({ step: 0, metrics: {} })
    // The trainer is the user's: whatever it throws is one child's failure.
    try {
      subscriber.add(
        from(
          trainer({
            architecture,
            budget,
            seed: deriveSeed(seed, episode),
            signal: aborter.signal,
          }),
        ).subscribe({
          next: (said: unknown) => {
            if (!isProgress(said)) last = said
            else {
              const { step, steps, metrics } = said
              say({ step, ...(steps === undefined ? {} : { steps }), metrics: finiteOnly(metrics) })
            }
          },
          error: (error: unknown) => {
            end(fail(toTrainingError(error))(validated))
          },
          complete: () => {
            end(
              last === undefined
                ? fail(badMetrics('The trainer ended without metrics.'))(validated)
                : E.toUnion(measure(last)(validated)),
            )
          },
        }),
      )
    } catch (error) {
      end(fail(toTrainingError(error))(validated))
    }
  })

/**
 * Trains each validated child, at most `workers` at a time, and gives `Trained` or `Failed` in
 * episode order; `Progress` comes at once. A trainer that throws, rejects, gives no metrics or a
 * NaN is a `Failed` episode: the stream lives. Unsubscribing aborts the trainings' signals.
 * Everything else passes through in its place.
 *
 * @example
 * import { of } from 'rxjs'
 * import { int, type Proposed, struct } from 'rxnas'
 * import { trainChild, type Trainer, validateAction } from 'rxnas/streams'
 *
 * const space = struct({ units: int({ min: 1, max: 64 }) })
 * const trainer: Trainer<{ units: number }> = ({ architecture }) => [
 *   { accuracy: 1 - 1 / architecture.units },
 * ]
 * const proposed: Proposed = { _tag: 'Proposed', episode: 0, candidate: { units: 8 }, trace: [] }
 * of(proposed)
 *   .pipe(
 *     validateAction(space),
 *     trainChild(trainer, { budget: {}, seed: 1 }),
 *   )
 *   .subscribe((event) => {
 *     if (event._tag === 'Trained') console.log(event.metrics.accuracy) // 0.875
 *   })
 */
export const trainChild =
  <A>(
    trainer: Trainer<A>,
    options: TrainOptions,
  ): (<T extends Rejected | Failed<A> | Progress | RoundProposed<unknown> = never>(
    source: Observable<Validated<A> | T>,
  ) => Observable<Trained<A> | Failed<A> | Progress | T>) =>
  <T extends Rejected | Failed<A> | Progress | RoundProposed<unknown> = never>(
    source: Observable<Validated<A> | T>,
  ) =>
    new Observable<Trained<A> | Failed<A> | Progress | T>((subscriber) => {
      const inTurn = limiter(options.workers ?? 1)
      const trainInTurn = (validated: Validated<A>) => inTurn(training(trainer, options, validated))
      const train = options.reuse === false ? trainInTurn : oncePerKey(trainInTurn, options.trained)
      const task = (event: Validated<A> | T): Observable<Said<Progress, Ending<A> | T>> =>
        event._tag === 'Validated' ? train(event) : of({ _tag: 'done', value: event })
      return orderedMerge(task)(source).subscribe(subscriber)
    })
