import { optionsCodec, yesOrNo } from '../../src/episode/index.ts'
import { type EarlyStopping } from '../types/TrainingStage.ts'
import {
  defineEarlyStopping,
  type EarlyStoppingDefinition,
  type OwnOptions,
  type StoppedSearch,
  stoppingBy,
} from './defineEarlyStopping.ts'
import { etaField, evaluationsAt, rungFields, type RungOptions } from './internal/rungs.ts'
import { stopAtRungs } from './internal/stopAtRungs.ts'

/** How {@link asha} judges. */
export interface AshaOptions extends Omit<StoppedSearch, 'reuse'>, RungOptions {
  /** Where children are compared; default at 0.25 and 0.5 of their training. */
  readonly rungs?: ReadonlyArray<number>
  /** Of how many children at a rung one goes on; default 2. */
  readonly eta?: number
  /**
   * Whether children of the round under way count as soon as they come to a rung. Then what a search
   * finds depends on which worker is faster, and differs from run to run. Default false.
   */
  readonly asynchronous?: boolean
}

/** The definition of {@link asha}. */
export const ashaStopping: EarlyStoppingDefinition<'asha'> = defineEarlyStopping({
  name: 'asha',
  help: 'not among the better half of those that came as far',
  options: optionsCodec<OwnOptions<AshaOptions>>({
    ...rungFields([0.25, 0.5]),
    eta: etaField(2),
    asynchronous: { codec: yesOrNo, byDefault: false },
  }),
  evaluationsPerTraining: evaluationsAt,
  make: (options, search) =>
    stopAtRungs(
      {
        name: 'asha',
        options,
        asynchronous: options.asynchronous,
        goesOn: (own, others) => {
          const mine = own.at(-1) ?? -Infinity
          const there = others.flatMap(({ values }) => values[own.length - 1] ?? [])
          const places = Math.max(1, Math.floor((there.length + 1) / options.eta))
          return there.filter((value) => value > mine).length < places
        },
      },
      search,
    ),
})

/**
 * Asynchronous successive halving: a training goes on past a rung only where the child is among the
 * best 1/`eta` of all that have come to it. No child waits for its round to be complete, so a worker is
 * never idle; the first children to come to a rung go on, whatever they measure. It works with any
 * trainer whose progress has `step`, `steps` and the metric that is compared.
 *
 * `medianStop` says what becomes of a child that is stopped, and why a search finds the same for any
 * number of workers; with `asynchronous` it does not.
 *
 * Source: Li et al., "A System for Massively Parallel Hyperparameter Tuning" (2020), in the form that
 * stops children instead of pausing them.
 *
 * @example
 * import { lastValueFrom, toArray } from 'rxjs'
 * import { accuracy, choice, random, struct } from 'rxnas'
 * import {
 *   asha,
 *   computeReward,
 *   searchLoop,
 *   trainChild,
 *   type Trainer,
 *   validateAction,
 * } from 'rxnas/streams'
 *
 * const space = struct({ units: choice(1, 2, 3, 4, 5, 6, 7, 8) })
 * const trainer: Trainer<{ units: number }> = ({ architecture: { units } }) => [
 *   { _tag: 'Progress', step: 1, steps: 4, metrics: { accuracy: units / 16 } },
 *   { accuracy: units / 8 },
 * ]
 * const events = await lastValueFrom(
 *   searchLoop({ policy: random(space), seed: 1, batch: 2, episodes: 16 }, (proposed) =>
 *     proposed.pipe(
 *       validateAction(space),
 *       asha({ rungs: [0.25] })((change) => trainChild(change(trainer), { budget: {}, seed: 1 })),
 *       computeReward(accuracy),
 *     ),
 *   ).pipe(toArray()),
 * )
 * const stopped = events.filter(
 *   (e) => e._tag === 'Rewarded' && e.outcome._tag === 'Trained' && e.outcome.metrics.stoppedAt,
 * )
 * console.log(stopped.length > 0) // true
 */
export const asha = (options: AshaOptions = {}): EarlyStopping => stoppingBy(ashaStopping, options)
