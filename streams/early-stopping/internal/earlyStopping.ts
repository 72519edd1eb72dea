import { defer, type Observable, tap } from 'rxjs'
import { type Metrics } from '../../../src/episode/index.ts'
import { type Json } from '../../../src/space/index.ts'
import { named } from '../../plan/named.ts'
import { type BeforeTraining, type ChildrenOf, type StageEvent } from '../../types/order.ts'
import { type SearchPosition } from '../../types/SearchPosition.ts'
import {
  type EarlyStopping,
  type TrainerChange,
  type TrainingStage,
} from '../../types/TrainingStage.ts'
import { stagesOf } from '../../plan/internal/recordStages.ts'
import { checkRungs, rungValues, type Rungs } from './rungs.ts'
import { type GoesOn, watchRungs } from './watchRungs.ts'

/** What is known of a child at its rungs; more is better. */
export interface Course {
  readonly values: ReadonlyArray<number>
  /** Whether it was trained to its end. */
  readonly completed: boolean
}

/** How the children of earlier rounds are known to one that is under training. */
export interface EarlyStoppingRule {
  readonly name: string
  readonly options: Json
  readonly rungs: Required<Rungs>
  /** Whether a child goes on, by its own values so far and the courses of others. */
  readonly goesOn: (own: ReadonlyArray<number>, others: ReadonlyArray<Course>) => boolean
  /** Whether the children of the round under way count among the others as far as they have come. */
  readonly asynchronous?: boolean
  /** Where the search goes on from. */
  readonly from?: Pick<SearchPosition<unknown, unknown>, 'recorded' | 'trained'> | undefined
}

/** How many children are remembered, as many as `trainChild` does. */
const remember = 10_000

/** The children of earlier rounds, those met last, and those of the round under way. */
const courses = ({
  rungs: { metric, better, rungs },
  from = { recorded: [], trained: new Map() },
}: EarlyStoppingRule) => {
  const known = new Map<string, Metrics>()
  let round: Array<readonly [key: string, metrics: Metrics]> = []
  const sign = better === 'more' ? 1 : -1

  const know = (key: string, metrics: Metrics): void => {
    const first = known.get(key) ?? metrics
    known.delete(key)
    known.set(key, first)
    if (known.size <= remember) return
    for (const oldest of known.keys()) {
      known.delete(oldest)
      return
    }
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

/** Early stopping by a rule that compares a child with those of earlier rounds. */
export const earlyStopping = (rule: EarlyStoppingRule): EarlyStopping => {
  const { metric, rungs } = rule.rungs
  checkRungs(rule.name, rungs)
  return <A>(train: (change: TrainerChange) => TrainingStage<A>): TrainingStage<A> => {
    const stage = <E extends StageEvent>(
      source: Observable<E> & BeforeTraining<E, 'trainChild'> & ChildrenOf<E, A>,
    ) =>
      defer(() => {
        const { sign, meet, endRound, earlier } = courses(rule)
        const running = new Set<Course>()
        const begin = (): GoesOn => {
          let mine: Course = { values: [], completed: false }
          return (values) => {
            running.delete(mine)
            mine = { values: values.map((value) => sign * value), completed: false }
            const others = rule.asynchronous === true ? [...earlier(), ...running] : earlier()
            const goesOn = rule.goesOn(mine.values, others)
            running.add(mine)
            return goesOn
          }
        }
        return train((trainer) => watchRungs(trainer, metric, rungs, begin))(source).pipe(
          tap((event) => {
            if (event._tag === 'Trained') meet(event.validated.key, event.metrics)
            if (event._tag !== 'RoundProposed') return
            running.clear()
            endRound()
          }),
        )
      })
    return named(rule.name, rule.options, () => [
      { name: 'of', stages: stagesOf(train((trainer) => trainer)) },
    ])(stage)
  }
}
