import { InvalidArgumentError } from 'commander'

/** Reads an option's whole number from a least one on. */
export const wholeFrom =
  (least: number) =>
  (given: string): number => {
    const value = /^\d+$/.test(given.trim()) ? Number(given) : NaN
    if (!Number.isSafeInteger(value) || value < least)
      throw new InvalidArgumentError(`It takes a whole number from ${least} on.`)
    return value
  }

/** Reads an option's number above zero. */
export const aboveZero = (given: string): number => {
  const value = given.trim() === '' ? NaN : Number(given)
  if (!Number.isFinite(value) || value <= 0)
    throw new InvalidArgumentError('It takes a number above 0.')
  return value
}
