import { FiniteNumber } from '../../core.ts'

/** A number that is known to be finite; another is a bug of the caller. */
export const finite = (value: number): FiniteNumber => {
  const decoded = FiniteNumber.decode(value)
  if (decoded._tag === 'Left') throw new TypeError(`${value} is not a finite number`)
  return decoded.right
}
