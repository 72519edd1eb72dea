import { catchError, concat, defer, map, type Observable, of, tap } from 'rxjs'
import {
  type Budget,
  fail,
  type Failed,
  finiteOnly,
  type Metrics,
  type Progress,
  succeed,
  toTrainingError,
  type Trained,
  type TrainingProgress,
  type Validated,
} from '../../src/episode/index.ts'
import { deriveSeed } from '../../src/random/index.ts'
import { rememberedByDefault } from '../internal/lruMap.ts'
import { gate } from './internal/gate.ts'
import { limiter } from '../internal/limiter.ts'
import { matchChild } from './internal/matchChild.ts'
import { oncePerKey } from './internal/oncePerKey.ts'
import { orderedMerge, type Said } from './internal/orderedMerge.ts'
import { isProgress, runTrainer } from '../internal/runTrainer.ts'
import { named, stageOf } from '../plan/named.ts'
import { type BeforeTraining, type ChildrenOf, type StageEvent } from '../types/order.ts'
import { type Trainer } from '../types/Trainer.ts'

/** How {@link trainChild} trains. */
export interface TrainOptions<A = never> {
  readonly budget: Budget
  /** The search's seed; an episode's child is trained with a seed derived from it. */
  readonly seed: number
  /** Trainings at the same time; 1 unless told. Changes how fast a search runs, not what it finds. */
  readonly workers?: number
  /** Whether a duplicate of a trained architecture gets the metrics it had; true unless told. */
  readonly reuse?: boolean
  /**
   * For how many architectures, those met last, `reuse` remembers that; 10,000 unless told. So
   * memory is flat however long a search is.
   */
  readonly remember?: number
  /**
   * What a child's training is expected to cost, in any unit. Where it is told, a round waits for its
   * last child before it begins, and the dearest begin first: so workers end a round at about the
   * same time. Changes how fast a search runs, not what it finds.
   */
  readonly cost?: (architecture: A) => number
  /** Metrics of children trained before the search, or before it went on, by key. */
  readonly trained?: ReadonlyMap<string, Metrics>
}

type Ending<A> = Trained<A> | Failed<A>

/** One training as an observable: begins on subscription, is aborted by unsubscription, never errors. */
const training = <A>(
  trainer: Trainer<A>,
  { budget, seed }: TrainOptions<A>,
  validated: Validated<A>,
): Observable<Said<Progress, Ending<A>>> =>
  defer(() => {
    const { episode, key, architecture } = validated
    const news = (progress: TrainingProgress): Said<Progress, Ending<A>> => {
      const { step, steps, metrics } = progress
      return {
        _tag: 'live',
        value: {
          _tag: 'Progress',
          episode,
          key,
          step,
          ...(steps === undefined ? {} : { steps }),
          metrics: finiteOnly(metrics),
        },
      }
    }
    const end = (value: Ending<A>): Said<Progress, Ending<A>> => ({ _tag: 'done', value })
    return concat(
      of(news({ _tag: 'Progress', step: 0, metrics: {} })),
      runTrainer(trainer, { architecture, budget, seed: deriveSeed(seed, episode) }).pipe(
        map((said) => (isProgress(said) ? news(said) : end(succeed(said)(validated)))),
        catchError((error: unknown) => of(end(fail(toTrainingError(error))(validated)))),
      ),
    )
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
export const trainChild = <A>(
  trainer: Trainer<A>,
  options: TrainOptions<A>,
): (<E extends StageEvent>(
  source: Observable<E> & BeforeTraining<E, 'trainChild'> & ChildrenOf<E, A>,
) => Observable<Exclude<E, Validated<unknown>> | Trained<A> | Failed<A> | Progress>) => {
  const { budget, seed, workers = 1, reuse = true, remember = rememberedByDefault, cost } = options
  return named('trainChild', { budget: { ...budget }, seed, workers, reuse, remember }, () => [
    { name: 'trainer', stages: [stageOf(trainer)] },
  ])(<E extends StageEvent>(source: Observable<E>) =>
    defer(() => {
      const inTurn = limiter(workers)()
      const round = gate()
      const trainInTurn = (validated: Validated<A>) =>
        round.pass(
          inTurn(training(trainer, options, validated)),
          cost?.(validated.architecture) ?? 0,
        )
      const trainOnce = reuse ? oncePerKey(trainInTurn, remember, options.trained) : trainInTurn
      const task = matchChild<
        A,
        E,
        Observable<Said<Progress, Ending<A> | Exclude<E, Validated<unknown>>>>
      >(
        (child) => {
          if (cost !== undefined) round.close()
          return trainOnce(child)
        },
        (event) => {
          if (event._tag === 'RoundProposed') round.open()
          return of({ _tag: 'done', value: event })
        },
      )
      return orderedMerge(task)(source.pipe(tap({ complete: round.open })))
    }),
  )
}
