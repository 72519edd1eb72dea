import { normalizeNegativeZero } from './normalizeNegativeZero.ts'

/** A number as a caller has given it: NaN where types are not checked and it is none. */
export const givenNumber = (value: unknown): number =>
  typeof value === 'number' ? normalizeNegativeZero(value) : NaN
