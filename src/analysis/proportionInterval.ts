import { checkOptions, wholeNumber } from '../common/index.ts'
import { checkConfidence } from './internal/checkSample.ts'
import { betaQuantile } from './internal/incompleteBeta.ts'
import { type Interval, usualConfidence } from './Interval.ts'

/**
 * The interval of a probability of which so many tries out of all came true: exact, so it holds for
 * three tries as for three thousand.
 *
 * Source: Clopper and Pearson, "The use of confidence or fiducial limits illustrated in the case of
 * the binomial" (1934).
 *
 * @param successes - a whole number from 0 to `tries`
 * @param tries - a whole number from 0
 * @param confidence - between 0 and 1
 * @throws RangeError where one of them is none
 * @example
 * import { proportionInterval } from 'rxnas/analysis'
 *
 * const { low, high } = proportionInterval(0, 100)
 * console.log(low, high.toFixed(3)) // 0 0.036
 */
export const proportionInterval = (
  successes: number,
  tries: number,
  confidence: number = usualConfidence,
): Interval => {
  checkConfidence('proportionInterval()', confidence)
  checkOptions('proportionInterval()', { tries }, { tries: wholeNumber() })
  checkOptions('proportionInterval()', { successes }, { successes: wholeNumber(0, tries) })
  const beyond = (1 - confidence) / 2
  return {
    low: successes === 0 ? 0 : betaQuantile(successes, tries - successes + 1, beyond),
    high: successes === tries ? 1 : betaQuantile(successes + 1, tries - successes, 1 - beyond),
    confidence,
  }
}
