import { type Difference, differenceBy } from './Difference.ts'
import { checkConfidence, checkNotEmpty } from './internal/checkSample.ts'
import { moments } from './internal/moments.ts'
import { usualConfidence } from './Interval.ts'

/**
 * By how much the mean of some numbers exceeds that of others, with Welch's interval. The numbers may
 * be the rewards of two searches: what a policy proposes next depends on what it was paid, but by
 * how much a reward differs from what the policy could expect then does not. The interval therefore
 * holds the difference of what the policies could expect on average over these runs, and is a little
 * too wide where a policy improves. It says nothing of another seed; `pairedDifference` does.
 *
 * Source: Welch, "The generalization of Student's problem when several different population
 * variances are involved" (1947).
 *
 * @param of - one number or more; of fewer than two on either side the interval has no ends
 * @param confidence - between 0 and 1
 * @throws RangeError where a side is empty, or the confidence is not between 0 and 1
 * @example
 * import { meanDifference } from 'rxnas/analysis'
 *
 * const { difference, interval } = meanDifference([0.9, 0.92, 0.94], [0.8, 0.9, 0.7])
 * console.log(difference.toFixed(2), interval.low < 0, interval.high > 0) // 0.12 true true
 */
export const meanDifference = (
  of: ReadonlyArray<number>,
  and: ReadonlyArray<number>,
  confidence: number = usualConfidence,
): Difference => {
  checkNotEmpty('meanDifference()', of, and)
  checkConfidence('meanDifference()', confidence)
  const [first, second] = [moments(of), moments(and)]
  const difference = first.mean - second.mean
  if (of.length < 2 || and.length < 2) return differenceBy(difference, Infinity, 0, confidence)
  const [a, b] = [first.variance / of.length, second.variance / and.length]
  const part = a / (a + b)
  const degrees = 1 / (part ** 2 / (of.length - 1) + (1 - part) ** 2 / (and.length - 1))
  return differenceBy(difference, Math.sqrt(a + b), degrees, confidence)
}
