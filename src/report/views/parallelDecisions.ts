import * as t from 'io-ts'
import { IndexColumn, indicesAt, NumberColumn, numbersAt } from '../columns.ts'
import { thinned } from '../downsample.ts'
import { bestPlace, trainedPlaces } from '../Episodes.ts'
import { type RunRecord } from '../RunRecord.ts'
import { notTold, strict, type Told, told } from '../strict.ts'
import { mostImportant, noDecisions } from './shownDecisions.ts'

/** A decision, and the option that each of the lines takes there. */
const ParallelAxis = strict({
  path: t.string,
  options: t.readonlyArray(t.string),
  taken: IndexColumn,
})
type ParallelAxis = t.TypeOf<typeof ParallelAxis>

/** Children as lines through their decisions. */
export const ParallelDecisions = strict({
  axes: t.readonlyArray(ParallelAxis),
  /** Decisions that are left out, being less important. */
  leftOut: t.number,
  children: t.number,
  episode: IndexColumn,
  reward: NumberColumn,
})
export type ParallelDecisions = t.TypeOf<typeof ParallelDecisions>

const mostLines = 300
const mostAxes = 12

/**
 * Children as lines through their decisions, worst first so that the best lie on top. Of many
 * children some are shown, the best hundred among them; of many decisions the first of `order`.
 *
 * @param order - paths of decisions, the most important first
 */
export const parallelDecisions = (
  { episodes }: RunRecord,
  order: ReadonlyArray<string>,
): Told<ParallelDecisions> => {
  const trained = trainedPlaces(episodes)
  const asked = episodes.decisions.filter(({ taken }) => trained.some((i) => (taken[i] ?? -1) >= 0))
  if (trained.length === 0 || asked.length === 0)
    return notTold(trained.length === 0 ? 'No child was trained.' : noDecisions)
  const shown = new Set(mostImportant(asked, order, mostAxes))
  const byReward = [...trained].sort(
    (a, b) => (episodes.reward[a] ?? NaN) - (episodes.reward[b] ?? NaN),
  )
  const best = bestPlace(episodes)
  const [rest, top] = [byReward.slice(0, -100), byReward.slice(-100)]
  const places = [...thinned(rest, mostLines - 100), ...top].filter((place) => place !== best)
  const lines = best === undefined ? places : [...places, best]
  return told({
    axes: asked
      .filter((column) => shown.has(column))
      .map(({ path, options, taken }) => ({ path, options, taken: indicesAt(taken, lines) })),
    leftOut: asked.length - shown.size,
    children: trained.length,
    episode: indicesAt(episodes.episode, lines),
    reward: numbersAt(episodes.reward, lines),
  })
}
