import { defer, map, type Observable } from 'rxjs'
import {
  finiteOnly,
  type Metrics,
  optionCodec,
  optionsCodec,
  recall,
  type Trained,
} from '../../src/episode/index.ts'
import { lruMap, rememberedByDefault } from '../internal/lruMap.ts'
import { rememberedCount } from '../internal/optionChecks.ts'
import { operatorOf, stage } from '../internal/stage.ts'
import { stagesOf } from '../plan/internal/recordStages.ts'
import { shortenTraining } from '../trainers/shortenTraining.ts'
import { type StageEvent } from '../types/StageEvent.ts'
import {
  type EarlyStopping,
  type TrainerChange,
  type TrainingKind,
  type TrainingStage,
} from '../types/TrainingStage.ts'
import {
  defineEarlyStopping,
  type EarlyStoppingDefinition,
  type OwnOptions,
  type StoppedSearch,
  stoppingBy,
} from './defineEarlyStopping.ts'
import { narrowRound, type RoundCourse, withRungs } from './internal/narrowRound.ts'
import { etaField, rungFields, rungName, type RungOptions } from './internal/rungs.ts'

/** How {@link successiveHalving} narrows a round. */
export interface SuccessiveHalvingOptions extends StoppedSearch, RungOptions {
  /** After which parts of the training the rest is stopped; default after 0.25. */
  readonly rungs?: ReadonlyArray<number>
  /** Of how many children one goes on past a rung; default 4. At least one always does. */
  readonly eta?: number
  /** For how many architectures, those met last, `reuse` remembers metrics; default 10,000. */
  readonly remember?: number
}

const narrowRounds = (
  { better, rungs, eta, remember }: OwnOptions<SuccessiveHalvingOptions>,
  { metric, reuse, from }: Required<StoppedSearch>,
): EarlyStopping => {
  /** What the children of the round under way have measured at a rung before the search was stopped. */
  const recordedAt = (part: number): ReadonlyMap<string, number> =>
    new Map(
      from.recorded.flatMap(({ outcome }): ReadonlyArray<readonly [string, number]> => {
        if (outcome._tag !== 'Trained' || outcome.cached) return []
        const value = outcome.metrics[rungName(metric, part)]
        return value === undefined ? [] : [[outcome.validated.key, value]]
      }),
    )

  return <A>(train: (change: TrainerChange) => TrainingStage<A>): TrainingStage<A> => {
    /** A stage among others of its kind: it meets children that are over, which it lets pass. */
    const stageAt = (part: number): ((source: Observable<StageEvent>) => Observable<StageEvent>) =>
      // Its children are those of the source, which the whole stage's type has held to A.
      operatorOf<TrainingKind<A>>(
        train(part === 1 ? (trainer) => trainer : shortenTraining(part)),
      ) as never

    const narrowing = (source: Observable<StageEvent>): Observable<StageEvent> =>
      defer(() => {
        const round: RoundCourse = { over: new WeakSet(), measured: new Map() }
        const known = lruMap<Metrics>(remember)
        for (const [key, metrics] of from.trained) known.set(key, metrics)

        const recallKnown = (event: StageEvent): StageEvent => {
          const metrics = event._tag === 'Validated' && reuse ? known.get(event.key) : undefined
          if (event._tag !== 'Validated' || metrics === undefined) return event
          const recalled = recall(metrics)(event)
          round.over.add(recalled)
          return recalled
        }
        const finish = (event: StageEvent): StageEvent => {
          if (event._tag !== 'Trained') return event
          const { episode, key } = event.validated
          const ended: Trained<unknown> = round.over.has(event)
            ? event
            : {
                ...event,
                metrics: finiteOnly(withRungs(event.metrics, round.measured.get(episode))),
              }
          round.measured.delete(episode)
          known.set(key, known.get(key) ?? ended.metrics)
          return ended
        }

        const narrowed = rungs.reduce(
          (events, part) =>
            stageAt(part)(events).pipe((trained) =>
              narrowRound(round, { part, metric, better, eta, recorded: recordedAt(part) })(
                trained,
              ),
            ),
          source.pipe(map(recallKnown)),
        )
        return stageAt(1)(narrowed).pipe(map(finish))
      })

    return stage<TrainingKind<A>>(
      'successiveHalving',
      { metric, better, rungs, eta, reuse, remember },
      // The last stage has trained what was left: no child passes, and each outcome is of A.
      (source) => narrowing(source) as never,
      () => [{ name: 'of', stages: stagesOf(train((trainer) => trainer)) }],
    )
  }
}

/** The definition of {@link successiveHalving}. */
export const successiveHalvingStopping: EarlyStoppingDefinition<'halving'> = defineEarlyStopping({
  name: 'halving',
  help: 'not the best of four in their round',
  options: optionsCodec<OwnOptions<SuccessiveHalvingOptions>>({
    ...rungFields([0.25]),
    eta: etaField(4),
    remember: { codec: optionCodec(rememberedCount), byDefault: rememberedByDefault },
  }),
  // A child that goes on begins anew with a longer budget: the end of each training is enough.
  evaluationsPerTraining: () => 1,
  make: narrowRounds,
})

/**
 * Successive halving inside a round: every child is trained for the first rung's part of the budget,
 * the best 1/`eta` of them for the next one's, and those that are left for all of it. It works with
 * any trainer, with or without progress; the same seed and batch give the same journal for any number
 * of workers, and a search that was stopped within a round goes on as if it had not been.
 *
 * A trainer cannot be paused, so a child that goes on begins again, with the same seed: a rung of 0.25
 * costs a round a quarter of its whole trainings, and with `eta` 4 as much again is spent on the best.
 * Duplicates within a round take one place together.
 *
 * A child that is stopped is `Trained` with what it measured there, as after `medianStop`.
 *
 * Errors with {@link NotFinite} where a trainer does not measure the metric that is compared.
 *
 * Source: Jamieson and Talwalkar, "Non-stochastic Best Arm Identification and Hyperparameter
 * Optimization" (2016).
 *
 * @example
 * import { lastValueFrom, toArray } from 'rxjs'
 * import { accuracy, choice, random, struct } from 'rxnas'
 * import {
 *   computeReward,
 *   searchLoop,
 *   successiveHalving,
 *   trainChild,
 *   type Trainer,
 *   validateAction,
 * } from 'rxnas/streams'
 *
 * const space = struct({ units: choice(1, 2, 3, 4, 5, 6, 7, 8) })
 * const trainer: Trainer<{ units: number }> = ({ architecture: { units }, budget }) => [
 *   { accuracy: (units / 8) * (1 - 1 / (1 + (budget.epochs ?? 1))) },
 * ]
 * const events = await lastValueFrom(
 *   searchLoop({ policy: random(space), seed: 1, batch: 8, episodes: 8 }, (proposed) =>
 *     proposed.pipe(
 *       validateAction(space),
 *       successiveHalving({ rungs: [0.25], eta: 4 })((change) =>
 *         trainChild(change(trainer), { budget: { epochs: 8 }, seed: 1 }),
 *       ),
 *       computeReward(accuracy),
 *     ),
 *   ).pipe(toArray()),
 * )
 * const whole = events.filter(
 *   (e) =>
 *     e._tag === 'Rewarded' &&
 *     e.outcome._tag === 'Trained' &&
 *     e.outcome.metrics.stoppedAt === undefined,
 * )
 * console.log(whole.length < 4) // true
 */
export const successiveHalving = (options: SuccessiveHalvingOptions = {}): EarlyStopping =>
  stoppingBy(successiveHalvingStopping, options)
