import { defer, tap } from 'rxjs'
import { type Metrics } from '../../../src/episode/index.ts'
import { type Json } from '../../../src/space/index.ts'
import { lruMap, rememberedByDefault } from '../../internal/lruMap.ts'
import { operatorOf, stage } from '../../internal/stage.ts'
import { stagesOf } from '../../plan/internal/recordStages.ts'
import {
  type EarlyStopping,
  type TrainerChange,
  type TrainingKind,
  type TrainingStage,
} from '../../types/TrainingStage.ts'
import { type StoppedSearch } from '../defineEarlyStopping.ts'
import { rungValues, type RungOptions } from './rungs.ts'
import { type GoesOn, watchRungs } from './watchRungs.ts'

/** What is known of a child at its rungs; more is better. */
export interface Course {
  readonly values: ReadonlyArray<number>
  /** Whether it was trained to its end. */
  readonly completed: boolean
}

/** By what a child under training is stopped. */
export interface StoppingRule {
  /** The stage's name in a plan. */
  readonly name: string
  readonly options: Required<RungOptions> & Readonly<Record<string, Json>>
  /** Whether a child goes on, by its own values so far and the courses of others. */
  readonly goesOn: (own: ReadonlyArray<number>, others: ReadonlyArray<Course>) => boolean
  /** Whether the children of the round under way count among the others as far as they have come. */
  readonly asynchronous?: boolean
}

/** The children of earlier rounds, those met last, and those of the round under way. */
const coursesOf = (
  { better, rungs }: Required<RungOptions>,
  { metric, from }: Required<StoppedSearch>,
) => {
  const known = lruMap<Metrics>(rememberedByDefault)
  let round: Array<readonly [key: string, metrics: Metrics]> = []
  const sign = better === 'more' ? 1 : -1

  /** A child keeps what it measured first. */
  const know = (key: string, metrics: Metrics): void => {
    known.set(key, known.get(key) ?? metrics)
  }
  const meet = (key: string, metrics: Metrics): void => {
    round.push([key, metrics])
  }

  for (const [key, metrics] of from.trained) know(key, metrics)
  // The round that was under way: its children do not count before it ends.
  for (const { outcome } of from.recorded)
    if (outcome._tag === 'Trained') {
      if (!outcome.cached) known.delete(outcome.validated.key)
      meet(outcome.validated.key, outcome.metrics)
    }

  return {
    sign,
    meet,
    endRound: (): void => {
      for (const [key, metrics] of round) know(key, metrics)
      round = []
    },
    earlier: (): ReadonlyArray<Course> =>
      [...known.values()].map((metrics) => ({
        values: rungValues(metrics, metric, rungs).map((value) => sign * value),
        completed: metrics.stoppedAt === undefined,
      })),
  }
}

/** Early stopping by a rule that compares a child at its rungs with those of earlier rounds. */
export const stopAtRungs =
  (
    { name, options, goesOn, asynchronous = false }: StoppingRule,
    search: Required<StoppedSearch>,
  ): EarlyStopping =>
  <A>(train: (change: TrainerChange) => TrainingStage<A>): TrainingStage<A> => {
    return stage<TrainingKind<A>>(
      name,
      { metric: search.metric, ...options },
      (source) =>
        defer(() => {
          const { sign, meet, endRound, earlier } = coursesOf(options, search)
          const running = new Set<Course>()
          const begin = (): GoesOn => {
            let mine: Course = { values: [], completed: false }
            return (values) => {
              running.delete(mine)
              mine = { values: values.map((value) => sign * value), completed: false }
              const decision = goesOn(
                mine.values,
                asynchronous ? [...earlier(), ...running] : earlier(),
              )
              running.add(mine)
              return decision
            }
          }
          const training = train((trainer) =>
            watchRungs(trainer, search.metric, options.rungs, begin),
          )
          return operatorOf<TrainingKind<A>>(training)(source).pipe(
            tap((event) => {
              if (event._tag === 'Trained') meet(event.validated.key, event.metrics)
              if (event._tag !== 'RoundProposed') return
              running.clear()
              endRound()
            }),
          )
        }),
      () => [{ name: 'of', stages: stagesOf(train((trainer) => trainer)) }],
    )
  }
