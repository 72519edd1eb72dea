import { mean } from '../common/index.ts'
import { areaUnderCurve } from './areaUnderCurve.ts'
import { type Difference } from './Difference.ts'
import { type Observation } from './Observation.ts'
import { checkConfidence, checkNotEmpty } from './internal/checkSample.ts'
import { type Interval, usualConfidence, type Verdict, verdictOf } from './Interval.ts'
import { meanDifference } from './meanDifference.ts'
import { proportionInterval } from './proportionInterval.ts'
import { timeToTarget } from './timeToTarget.ts'
import { type UpperTailShare, upperTailShare } from './upperTailShare.ts'

/** A figure of a search and of its baseline. */
export interface Sides {
  readonly search: number
  readonly baseline: number
}

/** A search beside its baseline. */
export interface Comparison {
  /** Whether the search beat the baseline, by `upperTail` alone: one question, asked before anything is seen. */
  readonly verdict: Verdict
  readonly episodes: Sides
  /** Distinct architectures that were trained. */
  readonly architectures: Sides
  readonly upperTail: UpperTailShare
  /** The best rewards. One pair of runs cannot tell by them which search is better. */
  readonly best: Sides & {
    /** How likely the baseline, in as many episodes, reaches the search's best, told from its rewards. */
    readonly chance: Interval & { readonly estimate: number }
    /** Episodes until the search had the baseline's best; `undefined` where it never had. */
    readonly reached: number | undefined
  }
  /** The mean rewards, and by how much the search's is more. */
  readonly mean: Sides & Difference
  /** The areas under the curves of the best reward so far. */
  readonly area: Sides
}

const highest = (rewards: ReadonlyArray<number>): number =>
  rewards.reduce((best, reward) => Math.max(best, reward), -Infinity)

const architectures = (observations: ReadonlyArray<Observation>): number =>
  new Set(observations.flatMap(({ key }) => (key === undefined ? [] : [key]))).size

/** The probability that one of so many tries succeeds, of the probability of one try. */
const ofMany =
  (tries: number) =>
  (one: number): number =>
    one === 1 ? 1 : -Math.expm1(tries * Math.log1p(-one))

/**
 * Compares a search with its baseline: one pair of runs of the same reward and trainer. What it says
 * of the best rewards takes the baseline's episodes for independent draws, as `random`'s are.
 *
 * @param search - the search's episodes in their order, one or more
 * @param baseline - the baseline's, one or more
 * @param confidence - of every interval, between 0 and 1
 * @throws RangeError where a side has no episode, or the confidence is not between 0 and 1
 * @example
 * import { compareSearches } from 'rxnas'
 *
 * const found = (rewards: ReadonlyArray<number>) =>
 *   rewards.map((reward, i) => ({ reward, key: String(i) }))
 * const { best, verdict } = compareSearches(found([0.5, 0.9]), found([0.6, 0.8]))
 * console.log(best.search - best.baseline > 0, verdict) // true CannotTell
 */
export const compareSearches = (
  search: ReadonlyArray<Observation>,
  baseline: ReadonlyArray<Observation>,
  confidence: number = usualConfidence,
): Comparison => {
  checkNotEmpty('compareSearches()', search, baseline)
  checkConfidence('compareSearches()', confidence)
  const rewards = search.map(({ reward }) => reward)
  const baselineRewards = baseline.map(({ reward }) => reward)
  const [best, baselineBest] = [highest(rewards), highest(baselineRewards)]
  const reaching = baselineRewards.filter((reward) => reward >= best).length
  const one = proportionInterval(reaching, baseline.length, confidence)
  const chance = ofMany(search.length)
  const upperTail = upperTailShare(search, baseline, confidence)
  return {
    verdict: verdictOf(upperTail.interval, 0.5),
    episodes: { search: search.length, baseline: baseline.length },
    architectures: { search: architectures(search), baseline: architectures(baseline) },
    upperTail,
    best: {
      search: best,
      baseline: baselineBest,
      chance: {
        estimate: chance(reaching / baseline.length),
        low: chance(one.low),
        high: chance(one.high),
        confidence,
      },
      reached: timeToTarget(rewards, baselineBest),
    },
    mean: {
      search: mean(rewards),
      baseline: mean(baselineRewards),
      ...meanDifference(rewards, baselineRewards, confidence),
    },
    area: { search: areaUnderCurve(rewards), baseline: areaUnderCurve(baselineRewards) },
  }
}
