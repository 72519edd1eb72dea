import { incompleteBeta } from './internal/incompleteBeta.ts'
import { studentQuantile } from './internal/studentQuantile.ts'
import { type Interval } from './Interval.ts'

/** By how much one mean exceeds another. */
export interface Difference {
  readonly difference: number
  readonly interval: Interval
  /** `Infinity` where the sample is too small to tell. */
  readonly standardError: number
  /** How often so large a difference, of either sign, comes by chance: the p-value of Student's t. */
  readonly p: number
}

const pValue = (difference: number, standardError: number, degrees: number): number => {
  if (standardError === 0) return difference === 0 ? 1 : 0
  if (!(degrees > 0)) return 1
  const t = difference / standardError
  return incompleteBeta(degrees / 2, 0.5, degrees / (degrees + t ** 2))
}

/** A difference with Student's t interval around it. */
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
    standardError,
    p: pValue(difference, standardError, degrees),
  }
}
