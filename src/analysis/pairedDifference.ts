import { type Difference, differenceBy } from './Difference.ts'
import { checkConfidence, checkNotEmpty } from './internal/checkSample.ts'
import { moments } from './internal/moments.ts'
import { usualConfidence } from './Interval.ts'

/**
 * By how much the first of many pairs exceeds the second on average, with Student's paired interval:
 * the figures of a policy and of its baseline under the same seeds, a pair a seed. This is what tells
 * one policy from another; one pair of runs cannot.
 *
 * Source: Student, "The probable error of a mean" (1908).
 *
 * @param pairs - one or more; of one the interval has no ends
 * @param confidence - between 0 and 1
 * @throws RangeError where there is no pair, or the confidence is not between 0 and 1
 * @example
 * import { pairedDifference, verdictOf } from 'rxnas/analysis'
 *
 * const { interval } = pairedDifference([
 *   [0.93, 0.92],
 *   [0.94, 0.92],
 *   [0.93, 0.91],
 *   [0.95, 0.93],
 * ])
 * console.log(verdictOf(interval)) // Better
 */
export const pairedDifference = (
  pairs: ReadonlyArray<readonly [first: number, second: number]>,
  confidence: number = usualConfidence,
): Difference => {
  checkNotEmpty('pairedDifference()', pairs)
  checkConfidence('pairedDifference()', confidence)
  const { mean, variance } = moments(pairs.map(([first, second]) => first - second))
  return pairs.length < 2
    ? differenceBy(mean, Infinity, 0, confidence)
    : differenceBy(mean, Math.sqrt(variance / pairs.length), pairs.length - 1, confidence)
}
