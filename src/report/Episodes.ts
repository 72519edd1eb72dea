import * as t from 'io-ts'
import { IndexColumn, NumberColumn } from './columns.ts'
import { strict } from './strict.ts'

/** How an episode came out, by its number in the column `outcome`. */
export const outcomes = { trained: 0, seenBefore: 1, failed: 2, rejected: 3 } as const

/** A metric of all episodes. */
const MetricColumn = strict({ name: t.string, values: NumberColumn })
type MetricColumn = t.TypeOf<typeof MetricColumn>

/** A decision of all episodes: the place of the option that was taken, -1 where it was not asked. */
export const DecisionColumn = strict({
  path: t.string,
  options: t.readonlyArray(t.string),
  /** Whether the options are numbers, in order. */
  ordered: t.boolean,
  taken: IndexColumn,
})
export type DecisionColumn = t.TypeOf<typeof DecisionColumn>

/**
 * Every episode of a search, a column for each thing that is known of it. Texts are kept once, by
 * their place in a list, so that a hundred thousand episodes are a few megabytes.
 */
export const Episodes = strict({
  count: t.number,
  /** Numbers, from 0. */
  episode: IndexColumn,
  /** Seconds of work since the search began, the time in which it stood still left out. */
  seconds: NumberColumn,
  reward: NumberColumn,
  /** Numbers of `outcomes`. */
  outcome: IndexColumn,
  architectures: t.readonlyArray(t.string),
  /** Places of `architectures`. */
  architecture: IndexColumn,
  metrics: t.readonlyArray(MetricColumn),
  decisions: t.readonlyArray(DecisionColumn),
  /** Why children failed or were rejected. */
  reasons: t.readonlyArray(t.string),
  /** Places of `reasons`. */
  reason: IndexColumn,
})
export type Episodes = t.TypeOf<typeof Episodes>

/** The values of a metric; `undefined` where no episode has it. */
export const metricOf = ({ metrics }: Episodes, name: string): NumberColumn | undefined =>
  metrics.find((metric) => metric.name === name)?.values

/** The places of the episodes whose child was trained, and was not known before. */
export const trainedPlaces = ({ count, outcome }: Episodes): ReadonlyArray<number> =>
  Array.from({ length: count }, (_, i) => i).filter((i) => outcome[i] === outcomes.trained)

/** Whether a child was trained in an episode, or was known from an earlier one. */
export const hasChild = ({ outcome }: Episodes, place: number): boolean =>
  (outcome[place] ?? outcomes.rejected) <= outcomes.seenBefore

/** The place of the best episode of a trained child; `undefined` where there is none. */
export const bestPlace = (episodes: Episodes): number | undefined => {
  let best: number | undefined
  for (let i = 0; i < episodes.count; i++)
    if (
      hasChild(episodes, i) &&
      (best === undefined || (episodes.reward[i] ?? NaN) > (episodes.reward[best] ?? NaN))
    )
      best = i
  return best
}
