import * as E from 'fp-ts/lib/Either.js'
import { type DataProblem, refuse } from '../DataError.ts'

/** An array of numbers as NumPy stores it. */
export interface NumberArray {
  readonly name: string
  readonly shape: ReadonlyArray<number>
  readonly values: Uint8Array | Float32Array | Float64Array
}

/** How many numbers one example of an array holds. */
export const sizeOfExample = (shape: ReadonlyArray<number>): number =>
  shape.slice(1).reduce((a, b) => a * b, 1)

/** Where a value of an array stands, for a person. */
export const placeOf = ({ name, shape }: NumberArray, at: number): string => {
  const size = sizeOfExample(shape)
  return `row ${Math.floor(at / size) + 1} of the array ${name}${size > 1 ? `, at place ${(at % size) + 1}` : ''}`
}

const firstNonFinite = ({ values }: NumberArray): number =>
  values.findIndex((value) => !Number.isFinite(value))

/** Refuses examples with values that are no numbers. */
export const checkFiniteValues = (array: NumberArray): E.Either<DataProblem, void> => {
  const bad = firstNonFinite(array)
  return bad === -1
    ? E.right(undefined)
    : refuse(
        `holds ${array.values[bad] ?? NaN} in ${placeOf(array, bad)}. Replace what is no number, say by numpy.nan_to_num.`,
      )
}

/**
 * Refuses labels that are no numbers.
 *
 * @param examples - the name of the array of their examples
 */
export const checkFiniteLabels = (
  examples: string,
  array: NumberArray,
): E.Either<DataProblem, void> => {
  const bad = firstNonFinite(array)
  return bad === -1
    ? E.right(undefined)
    : refuse(
        `has the label ${array.values[bad] ?? NaN} in ${placeOf(array, bad)}. Remove what has no label from ${examples} and ${array.name}.`,
      )
}
