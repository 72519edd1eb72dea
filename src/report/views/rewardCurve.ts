import * as t from 'io-ts'
import { IndexColumn, indicesAt, NumberColumn, numbersAt } from '../columns.ts'
import { downsample } from '../downsample.ts'
import { type Episodes, hasChild } from '../Episodes.ts'
import { type RunRecord } from '../RunRecord.ts'
import { notTold, strict, type Told, told } from '../strict.ts'
import { bestOfRandom, RandomBand } from './bestOfRandom.ts'

/** The best reward so far: where it rose, and at the last episode. */
const BestSoFar = strict({
  episode: IndexColumn,
  seconds: NumberColumn,
  reward: NumberColumn,
})
type BestSoFar = t.TypeOf<typeof BestSoFar>

/** Rewards against episodes and against the time that was worked, beside a baseline's. */
export const RewardCurve = strict({
  episodes: t.number,
  /** Of so many episodes these are shown: the lowest and highest of neighbours. */
  points: strict({
    episode: IndexColumn,
    seconds: NumberColumn,
    reward: NumberColumn,
    outcome: IndexColumn,
  }),
  best: BestSoFar,
  /** The lowest and the highest reward of a child that was trained; penalties lie apart. */
  range: strict({ low: t.number, high: t.number }),
  baseline: t.union([
    t.null,
    strict({ policy: t.string, best: BestSoFar, band: t.union([t.null, RandomBand]) }),
  ]),
})
export type RewardCurve = t.TypeOf<typeof RewardCurve>

const mostPoints = 2000

const bestSoFar = (episodes: Episodes): BestSoFar => {
  const places: Array<number> = []
  let best: number | undefined
  for (let i = 0; i < episodes.count; i++) {
    if (!hasChild(episodes, i)) continue
    if (best === undefined || (episodes.reward[i] ?? NaN) > (episodes.reward[best] ?? NaN))
      places.push((best = i))
  }
  const last = episodes.count - 1
  const ends = best === undefined || places.at(-1) === last ? [] : [last]
  return {
    episode: indicesAt(episodes.episode, [...places, ...ends]),
    seconds: numbersAt(episodes.seconds, [...places, ...ends]),
    reward: numbersAt(episodes.reward, [...places, ...ends.map(() => best ?? last)]),
  }
}

const rangeOf = (episodes: Episodes): RewardCurve['range'] => {
  let [low, high] = [Infinity, -Infinity]
  for (let i = 0; i < episodes.count; i++) {
    if (!hasChild(episodes, i)) continue
    low = Math.min(low, episodes.reward[i] ?? NaN)
    high = Math.max(high, episodes.reward[i] ?? NaN)
  }
  return low <= high ? { low, high } : { low: 0, high: 0 }
}

/** Rewards and the best so far of a search, beside those of its baseline where it has one. */
export const rewardCurve = (run: RunRecord, baseline?: RunRecord): Told<RewardCurve> => {
  const { episodes } = run
  if (episodes.count === 0) return notTold('No episode is over yet.')
  const places = downsample(episodes.reward, mostPoints)
  const policy = baseline?.header?.policy.name
  return told({
    episodes: episodes.count,
    points: {
      episode: indicesAt(episodes.episode, places),
      seconds: numbersAt(episodes.seconds, places),
      reward: numbersAt(episodes.reward, places),
      outcome: indicesAt(episodes.outcome, places),
    },
    best: bestSoFar(episodes),
    range: rangeOf(episodes),
    baseline:
      baseline === undefined || policy === undefined || baseline.episodes.count === 0
        ? null
        : {
            policy,
            best: bestSoFar(baseline.episodes),
            // What another policy proposes depends on what it saw, so its episodes tell of no other try.
            band: policy === 'random' ? bestOfRandom(baseline.episodes, episodes.count) : null,
          },
  })
}
