import * as E from 'fp-ts/lib/Either.js'
import { usageError, type UsageError } from './UsageError.ts'

/** The bounds of a number that an option takes. */
export interface Bounds {
  readonly min: number
  readonly max: number
}

/** An option's whole number within bounds. */
export const wholeNumber =
  (option: string, { min, max }: Bounds) =>
  (given: string): E.Either<UsageError, number> => {
    const value = /^[+-]?\d+$/.test(given.trim()) ? Number(given) : NaN
    return Number.isSafeInteger(value) && value >= min && value <= max
      ? E.right(value)
      : E.left(usageError(option, given, `a whole number from ${min} to ${max}`))
  }

/** An option's number, above zero and up to a bound. */
export const positiveNumber =
  (option: string, max: number) =>
  (given: string): E.Either<UsageError, number> => {
    const value = given.trim() === '' ? NaN : Number(given)
    return Number.isFinite(value) && value > 0 && value <= max
      ? E.right(value)
      : E.left(usageError(option, given, `a number above 0 and up to ${max}`))
  }
