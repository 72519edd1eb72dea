import { checkOptions, finiteNumber } from '../common/index.ts'

/** Two ends between which a true value lies in so many of a hundred samples. */
export interface Interval {
  /** `-Infinity` where the sample is too small to tell. */
  readonly low: number
  /** `Infinity` where the sample is too small to tell. */
  readonly high: number
  /** Between 0 and 1: 0.95 is 95 of a hundred. */
  readonly confidence: number
}

/** What an interval says of its true value, beside a value that means no difference. */
export type Verdict = 'Better' | 'Worse' | 'CannotTell'

/** The confidence of an interval of which nothing else is said. */
export const usualConfidence = 0.95

/**
 * Whether an interval lies above a value, below it, or holds it: then it cannot be told.
 *
 * @example
 * import { verdictOf } from 'rxnas/analysis'
 *
 * console.log(verdictOf({ low: -0.01, high: 0.2, confidence: 0.95 })) // CannotTell
 */
export const verdictOf = ({ low, high }: Interval, nothing = 0): Verdict => {
  checkOptions('verdictOf()', { nothing }, { nothing: finiteNumber() })
  return low > nothing ? 'Better' : high < nothing ? 'Worse' : 'CannotTell'
}
