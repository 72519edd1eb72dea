import { catchError, concat, defer, map, type Observable, of, tap } from 'rxjs'
import {
  aFunction,
  checkOptions,
  optional,
  seedNumber,
  trueOrFalse,
} from '../../src/common/index.ts'
import {
  type Budget,
  checkBudget,
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
import { type SearchSpace } from '../../src/space/index.ts'
import { fairSemaphore } from '../internal/fairSemaphore.ts'
import { rememberedByDefault } from '../internal/lruMap.ts'
import { aTrainer, rememberedCount, workerCount } from '../internal/optionChecks.ts'
import { isProgress, runTrainer } from '../internal/runTrainer.ts'
import { type Met, stage } from '../internal/stage.ts'
import { stageOf } from '../plan/named.ts'
import { type Trainer } from '../types/Trainer.ts'
import { type TrainingKind, type TrainingStage } from '../types/TrainingStage.ts'
import { mostExpensiveFirst } from './internal/mostExpensiveFirst.ts'
import { oncePerKey } from './internal/oncePerKey.ts'
import { orderedMerge, type TaskEvent } from './internal/orderedMerge.ts'

/** How {@link trainChild} trains. */
export interface TrainOptions<A = never> {
  readonly budget: Budget
  /** The search's seed; an episode's child is trained with a seed derived from it. */
  readonly seed: number
  /** Trainings at the same time; default 1. Changes how fast a search runs, not what it finds. */
  readonly workers?: number
  /** Whether a duplicate of a trained architecture gets the metrics it had; default true. */
  readonly reuse?: boolean
  /**
   * For how many architectures, those met last, `reuse` remembers metrics; default 10,000. So memory
   * is flat however long a search is.
   */
  readonly remember?: number
  /**
   * What a child's training is expected to cost, in any unit. Where it is given, a round waits for its
   * last child before it begins, and the most expensive begin first: so workers end a round at about
   * the same time. Changes how fast a search runs, not what it finds.
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
): Observable<TaskEvent<Progress, Ending<A>>> =>
  defer(() => {
    const { episode, key, architecture } = validated
    const live = ({ step, steps, metrics }: TrainingProgress): TaskEvent<Progress, never> => ({
      _tag: 'live',
      value: {
        _tag: 'Progress',
        episode,
        key,
        step,
        ...(steps === undefined ? {} : { steps }),
        metrics: finiteOnly(metrics),
      },
    })
    const done = (value: Ending<A>): TaskEvent<never, Ending<A>> => ({ _tag: 'done', value })
    return concat(
      of(live({ _tag: 'Progress', step: 0, metrics: {} })),
      runTrainer(trainer, { architecture, budget, seed: deriveSeed(seed, episode) }).pipe(
        map((event) => (isProgress(event) ? live(event) : done(succeed(event)(validated)))),
        catchError((error: unknown) => of(done(fail(toTrainingError(error))(validated)))),
      ),
    )
  })

/**
 * Trains each validated child, at most `workers` at a time, and emits `Trained` or `Failed` in episode
 * order; `Progress` comes at once. A trainer that throws, rejects, or measures nothing or a NaN makes a
 * `Failed` episode, and the stream goes on. Unsubscribing aborts the trainings' signals. Everything
 * else passes through in its place.
 *
 * @param options - with the space that a trainer written in place is of: its children's type comes from
 *   there, as `trainChild(({ architecture }) => ..., { space, budget: {}, seed: 1 })`
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
  options: TrainOptions<A> & { readonly space?: SearchSpace<A> },
): TrainingStage<A> => {
  checkOptions('trainChild()', options, {
    seed: seedNumber,
    workers: optional(workerCount),
    reuse: optional(trueOrFalse),
    remember: optional(rememberedCount),
    cost: optional(aFunction()),
  })
  checkOptions('trainChild()', { trainer }, { trainer: aTrainer })
  checkBudget('trainChild()', options.budget)
  const { budget, seed, workers = 1, reuse = true, remember = rememberedByDefault, cost } = options
  type Passing = Exclude<Met<Validated<A>>, Validated<A>>
  return stage<TrainingKind<A>>(
    'trainChild',
    { budget: { ...budget }, seed, workers, reuse, remember },
    (source) =>
      defer(() => {
        const inTurn = fairSemaphore(workers)()
        const order = mostExpensiveFirst()
        const trainInTurn = (child: Validated<A>) =>
          order.inOrder(inTurn(training(trainer, options, child)), cost?.(child.architecture) ?? 0)
        const trainOnce = reuse ? oncePerKey(trainInTurn, remember, options.trained) : trainInTurn
        const task = (
          event: Met<Validated<A>>,
        ): Observable<TaskEvent<Progress, Ending<A> | Passing>> => {
          if (event._tag === 'Validated') {
            if (cost !== undefined) order.hold()
            return trainOnce(event)
          }
          if (event._tag === 'RoundProposed') order.release()
          return of({ _tag: 'done', value: event })
        }
        return source.pipe(tap({ complete: order.release }), orderedMerge(task))
      }),
    () => [{ name: 'trainer', stages: [stageOf(trainer)] }],
  )
}
