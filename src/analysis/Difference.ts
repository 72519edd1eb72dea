import { studentQuantile } from './internal/studentQuantile.ts'
import { type Interval } from './Interval.ts'

/** By how much one mean exceeds another. */
export interface Difference {
  readonly difference: number
  readonly interval: Interval
}

/** A difference with the interval of Student's t around it. */
export const differenceBy = (
  difference: number,
  standardError: number,
  degrees: number,
  confidence: number,
): Difference => {
  const reach =
    standardError === 0
      ? 0
      : degrees > 0
        ? standardError * studentQuantile(confidence, Math.max(1, degrees))
        : Infinity
  return {
    difference,
    interval: { low: difference - reach, high: difference + reach, confidence },
  }
}
