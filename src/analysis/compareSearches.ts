import { areaUnderCurve } from './areaUnderCurve.ts'
import { type Difference } from './Difference.ts'
import { type Finding } from './Finding.ts'
import { type Interval, usualConfidence, type Verdict, verdictOf } from './Interval.ts'
import { meanDifference } from './meanDifference.ts'
import { proportionInterval } from './proportionInterval.ts'
import { timeToTarget } from './timeToTarget.ts'
import { type TopShare, topShare } from './topShare.ts'

/** A figure of a search and of its baseline. */
export interface Sides {
  readonly ours: number
  readonly theirs: number
}

/** A search beside its baseline. */
export interface Comparison {
  /** Whether the search beat the baseline, by `top` alone: one question, asked before anything is seen. */
  readonly verdict: Verdict
  readonly episodes: Sides
  /** Distinct architectures that were trained. */
  readonly architectures: Sides
  readonly top: TopShare
  /** The best rewards. One pair of runs cannot tell by them which search is better. */
  readonly best: Sides & {
    /** How likely the baseline, in as many episodes, reaches the search's best, told from its rewards. */
    readonly chance: Interval & { readonly estimate: number }
    /** Episodes until the search had the baseline's best; `undefined` where it never had. */
    readonly reached: number | undefined
  }
  /** The mean rewards, and by how much the first is more. */
  readonly mean: Sides & Difference
  /** The areas under the curves of the best reward so far. */
  readonly area: Sides
}

const highest = (rewards: ReadonlyArray<number>): number =>
  rewards.reduce((best, reward) => Math.max(best, reward), -Infinity)

const architectures = (findings: ReadonlyArray<Finding>): number =>
  new Set(findings.flatMap(({ key }) => (key === undefined ? [] : [key]))).size

/** How likely one of so many tries comes true, of the probability of one. */
const ofMany =
  (tries: number) =>
  (one: number): number =>
    one === 1 ? 1 : -Math.expm1(tries * Math.log1p(-one))

/**
 * Compares a search with its baseline: one pair of runs of the same reward and trainer. What it says
 * of the best rewards takes the baseline's episodes for independent draws, as `random`'s are.
 *
 * @param ours - the search's episodes in their order, one or more
 * @param theirs - the baseline's, one or more
 * @param confidence - of every interval, between 0 and 1
 * @example
 * import { compareSearches } from 'rxnas'
 *
 * const found = (rewards: ReadonlyArray<number>) =>
 *   rewards.map((reward, i) => ({ reward, key: String(i) }))
 * const { best, verdict } = compareSearches(found([0.5, 0.9]), found([0.6, 0.8]))
 * console.log(best.ours - best.theirs > 0, verdict) // true CannotTell
 */
export const compareSearches = (
  ours: ReadonlyArray<Finding>,
  theirs: ReadonlyArray<Finding>,
  confidence: number = usualConfidence,
): Comparison => {
  const [mine, other] = [ours.map(({ reward }) => reward), theirs.map(({ reward }) => reward)]
  const [best, rival] = [highest(mine), highest(other)]
  const reaching = other.filter((reward) => reward >= best).length
  const one = proportionInterval(reaching, other.length, confidence)
  const chance = ofMany(mine.length)
  const top = topShare(ours, theirs, confidence)
  const mean = (rewards: ReadonlyArray<number>): number =>
    rewards.reduce((sum, reward) => sum + reward, 0) / rewards.length
  return {
    verdict: verdictOf(top.interval, 0.5),
    episodes: { ours: ours.length, theirs: theirs.length },
    architectures: { ours: architectures(ours), theirs: architectures(theirs) },
    top,
    best: {
      ours: best,
      theirs: rival,
      chance: {
        estimate: chance(reaching / other.length),
        low: chance(one.low),
        high: chance(one.high),
        confidence,
      },
      reached: timeToTarget(mine, rival),
    },
    mean: { ours: mean(mine), theirs: mean(other), ...meanDifference(mine, other, confidence) },
    area: { ours: areaUnderCurve(mine), theirs: areaUnderCurve(other) },
  }
}
