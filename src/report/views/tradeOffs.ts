import * as t from 'io-ts'
import { IndexColumn, indicesAt, NumberColumn, numbersAt } from '../columns.ts'
import { thinned } from '../downsample.ts'
import { type Episodes, metricOf, trainedPlaces } from '../Episodes.ts'
import { type RunRecord } from '../RunRecord.ts'
import { strict, notTold, type Told, told } from '../strict.ts'

/** A child that no other beats by a better score at no more cost. */
const FrontPoint = strict({
  episode: t.number,
  score: t.number,
  cost: t.number,
  architecture: t.string,
})
type FrontPoint = t.TypeOf<typeof FrontPoint>

/** How good children are against what they cost. */
export const TradeOff = strict({
  /** What is better where it is more, as `accuracy`. */
  score: t.string,
  /** What is better where it is less, as `parameters`. */
  cost: t.string,
  children: t.number,
  /** Some of the children, equally far apart in the search. */
  points: strict({ episode: IndexColumn, score: NumberColumn, cost: NumberColumn }),
  /** The Pareto front, cheapest first. */
  front: t.readonlyArray(FrontPoint),
})
export type TradeOff = t.TypeOf<typeof TradeOff>

const mostPoints = 1500
const costs = ['parameters', 'flops', 'latency'] as const

/** What a child's quality is told by: the usual metric of the task, or else the reward. */
const scoreOf = (episodes: Episodes): { readonly name: string; readonly values: NumberColumn } => {
  for (const name of ['accuracy', 'r2']) {
    const values = metricOf(episodes, name)
    if (values !== undefined) return { name, values }
  }
  return { name: 'reward', values: episodes.reward }
}

const frontOf = (
  places: ReadonlyArray<number>,
  score: NumberColumn,
  cost: NumberColumn,
): ReadonlyArray<number> => {
  const byCost = [...places].sort(
    (a, b) => (cost[a] ?? NaN) - (cost[b] ?? NaN) || (score[b] ?? NaN) - (score[a] ?? NaN),
  )
  let best = -Infinity
  return byCost.filter((place) => {
    const better = (score[place] ?? NaN) > best
    if (better) best = score[place] ?? NaN
    return better
  })
}

const tradeOff = (episodes: Episodes, cost: string): ReadonlyArray<TradeOff> => {
  const costOf = metricOf(episodes, cost)
  if (costOf === undefined) return []
  const score = scoreOf(episodes)
  const places = trainedPlaces(episodes).filter(
    (i) => Number.isFinite(costOf[i]) && Number.isFinite(score.values[i]),
  )
  if (places.length === 0) return []
  const front = frontOf(places, score.values, costOf)
  const shown = thinned(places, mostPoints)
  return [
    {
      ...{ score: score.name, cost, children: places.length },
      points: {
        episode: indicesAt(episodes.episode, shown),
        score: numbersAt(score.values, shown),
        cost: numbersAt(costOf, shown),
      },
      front: front.map((i) => ({
        episode: episodes.episode[i] ?? 0,
        score: score.values[i] ?? 0,
        cost: costOf[i] ?? 0,
        architecture: episodes.architectures[episodes.architecture[i] ?? -1] ?? '',
      })),
    },
  ]
}

/** The children's quality against each cost that was measured of them. */
export const tradeOffs = ({ episodes }: RunRecord): Told<ReadonlyArray<TradeOff>> => {
  const all = costs.flatMap((cost) => tradeOff(episodes, cost))
  return all.length === 0
    ? notTold('No child was trained whose parameters, operations or latency are known.')
    : told(all)
}
