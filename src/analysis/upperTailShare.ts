import { type Observation } from './Observation.ts'
import { checkConfidence } from './internal/checkSample.ts'
import { type Interval, usualConfidence } from './Interval.ts'
import { proportionInterval } from './proportionInterval.ts'

/** How many of the best architectures of a search and its baseline the search has found. */
export interface UpperTailShare {
  /** The best architectures that are looked at; one that both found counts for each. */
  readonly total: number
  /** How many of them the search has found. */
  readonly search: number
  readonly share: number
  readonly interval: Interval
}

/** The part of all architectures that are the best, and the least number of them that tells anything. */
const part = 0.1
const fewest = 8

const distinct = (observations: ReadonlyArray<Observation>): ReadonlyArray<number> => {
  const first = new Map<string, number>()
  for (const { key, reward } of observations)
    if (key !== undefined && !first.has(key)) first.set(key, reward)
  return [...first.values()]
}

/**
 * The share that a search has in the best tenth of its own and a baseline's architectures, at least eight. Two
 * searches that propose alike share alike: half each. The best of all alone would not do: of two that
 * propose alike one always has it. Architectures tied with the last of them count too, and a search
 * that proposes one again gains nothing by it.
 *
 * Were the two alike, the number of the first's would be hypergeometric; the binomial interval is a
 * little wider. Sources: Rosenbaum, "Tables for a nonparametric test of location" (1954), the idea
 * of counting in the upper tail; Clopper and Pearson (1934), the interval.
 *
 * @example
 * import { upperTailShare } from 'rxnas/analysis'
 *
 * const observed = (from: number) =>
 *   Array.from({ length: 40 }, (_, i) => ({ key: String(from + i), reward: from + i }))
 * console.log(upperTailShare(observed(40), observed(0)).share) // 1
 */
export const upperTailShare = (
  search: ReadonlyArray<Observation>,
  baseline: ReadonlyArray<Observation>,
  confidence: number = usualConfidence,
): UpperTailShare => {
  checkConfidence('upperTailShare()', confidence)
  const [rewards, baselineRewards] = [distinct(search), distinct(baseline)]
  const all = [...rewards, ...baselineRewards].sort((a, b) => b - a)
  const wanted = Math.min(Math.max(fewest, Math.ceil(part * all.length)), all.length >> 1)
  const least = all[wanted - 1] ?? Infinity
  const inTail = (some: ReadonlyArray<number>): number =>
    some.filter((reward) => reward >= least).length
  const [a, b] = [inTail(rewards), inTail(baselineRewards)]
  return {
    total: a + b,
    search: a,
    share: a + b === 0 ? 0.5 : a / (a + b),
    interval: proportionInterval(a, a + b, confidence),
  }
}
