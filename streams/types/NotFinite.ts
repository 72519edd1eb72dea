import { FiniteNumber } from '../../src/episode/index.ts'

/** A user's function returned what cannot be compared as a number: the search cannot go on. */
export interface NotFinite {
  readonly _tag: 'NotFinite'
  readonly message: string
}

/**
 * The number as a finite one.
 *
 * @throws NotFinite, which a stage turns into the stream's error
 */
export const requireFinite = (what: string, value: unknown): FiniteNumber => {
  if (FiniteNumber.is(value)) return value
  const error: NotFinite = {
    _tag: 'NotFinite',
    message: `${what} is ${typeof value === 'number' ? value : `of type ${typeof value}`}, which is not a finite number. Correct the function that returned it.`,
  }
  // A value with a tag, as every expected failure.
  // oxlint-disable-next-line typescript/only-throw-error
  throw error
}
