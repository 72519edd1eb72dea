import * as t from 'io-ts'
import { mean } from '../../common/index.ts'
import { randomState } from '../../core.ts'
import { thinned } from '../downsample.ts'
import { type DecisionColumn, type Episodes, trainedPlaces } from '../Episodes.ts'
import { growForest, type Grown, predict, type Sample } from '../importance/forest.ts'
import { treeImportance } from '../importance/treeImportance.ts'
import { type RunRecord } from '../RunRecord.ts'
import { notTold, strict, type Told, told } from '../strict.ts'

/** How much of the rewards' variance is due to a decision alone. */
const DecisionImportance = strict({
  path: t.string,
  /** Mean over the trees of the forest, from 0 to 1. */
  importance: t.number,
  /** Between these lie nine of ten trees. */
  low: t.number,
  high: t.number,
})
type DecisionImportance = t.TypeOf<typeof DecisionImportance>

/** Which decisions matter for the reward, as a forest tells that was grown of the children. */
export const Importance = strict({
  /** Most important first. */
  decisions: t.readonlyArray(DecisionImportance),
  /** How much of the variance no decision explains alone. */
  together: t.number,
  /** Children that the forest was grown of. */
  children: t.number,
  /**
   * How well the forest tells the rewards of children that it has not seen: 1 is perfectly, 0 no
   * better than their mean. Where it is low, the importances say little.
   */
  fit: t.number,
})
export type Importance = t.TypeOf<typeof Importance>

const fewest = 20
const mostChildren = 800
const trees = 48

interface Coded {
  readonly path: string
  readonly codes: ReadonlyArray<number>
  readonly size: number
}

/** A decision's options among some episodes, from 0 without gaps; that it was not asked is one of them. */
const coded = ({ path, taken }: DecisionColumn, places: ReadonlyArray<number>): Coded => {
  const known = new Map<number, number>()
  const codes = places.map((place) => {
    const option = taken[place] ?? -1
    const code = known.get(option) ?? known.size
    known.set(option, code)
    return code
  })
  return { path, codes, size: known.size }
}

const fitOf = (forest: ReadonlyArray<Grown>, { options, values }: Sample): number => {
  const sums = new Float64Array(values.length)
  const counts = new Float64Array(values.length)
  for (const { tree, unseen } of forest)
    for (const row of unseen) {
      sums[row] = (sums[row] ?? 0) + predict(tree, (decision) => options[decision]?.[row] ?? 0)
      counts[row] = (counts[row] ?? 0) + 1
    }
  const rows = Array.from(counts.keys()).filter((row) => (counts[row] ?? 0) > 0)
  const centre = mean(rows.map((row) => values[row] ?? 0))
  const left = rows.reduce(
    (sum, row) => sum + ((values[row] ?? 0) - (sums[row] ?? 0) / (counts[row] ?? 1)) ** 2,
    0,
  )
  const all = rows.reduce((sum, row) => sum + ((values[row] ?? 0) - centre) ** 2, 0)
  return all === 0 ? 0 : Math.max(0, 1 - left / all)
}

const quantile = (sorted: ReadonlyArray<number>, q: number): number =>
  sorted[Math.round(q * (sorted.length - 1))] ?? 0

const sampleOf = (
  { reward }: Episodes,
  columns: ReadonlyArray<Coded>,
  places: ReadonlyArray<number>,
): Sample => ({
  options: columns.map(({ codes }) => codes),
  sizes: columns.map(({ size }) => size),
  values: places.map((place) => reward[place] ?? 0),
})

/** Which decisions matter for the reward; see {@link Importance}. Failed children take no part: their penalty would outweigh all else. */
export const importance = ({ episodes }: RunRecord): Told<Importance> => {
  const trained = trainedPlaces(episodes)
  if (trained.length < fewest)
    return notTold(
      `${trained.length} children were trained; with fewer than ${fewest} nothing can be said of what matters.`,
    )
  const places = thinned(trained, mostChildren)
  const columns = episodes.decisions
    .map((column) => coded(column, places))
    .filter(({ size }) => size > 1)
  if (columns.length === 0)
    return notTold('All children are alike in what the journal tells of their decisions.')
  const sample = sampleOf(episodes, columns, places)
  const forest = growForest(sample, { trees, leaf: 3, depth: 12 }, randomState(1))
  const ofTrees = forest.map(({ tree }) => treeImportance(tree, sample.sizes))
  const decisions = columns
    .map(({ path }, decision) => {
      const values = ofTrees.map((own) => own[decision] ?? 0).sort((a, b) => a - b)
      return {
        path,
        importance: mean(values),
        low: quantile(values, 0.05),
        high: quantile(values, 0.95),
      }
    })
    .sort((a, b) => b.importance - a.importance)
  return told({
    decisions,
    together: Math.max(0, 1 - decisions.reduce((sum, one) => sum + one.importance, 0)),
    children: places.length,
    fit: fitOf(forest, sample),
  })
}
