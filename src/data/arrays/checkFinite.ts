import * as E from 'fp-ts/lib/Either.js'
import { badData, type DataError } from '../DataError.ts'
import { type NumberArray, sizeOfExample } from './NumberArray.ts'

/** Where a value of an array stands, in words. */
export const placeOf = ({ name, shape }: NumberArray, at: number): string => {
  const size = sizeOfExample(shape)
  return `row ${Math.floor(at / size) + 1} of the array ${name}${size > 1 ? `, at place ${(at % size) + 1}` : ''}`
}

/** Refuses examples with values that are no numbers. */
export const finiteValues = (file: string, array: NumberArray): E.Either<DataError, void> => {
  const bad = array.values.findIndex((value) => !Number.isFinite(value))
  return bad === -1
    ? E.right(undefined)
    : E.left(
        badData(
          file,
          `holds ${array.values[bad] ?? NaN} in ${placeOf(array, bad)}. Replace what is no number, say by numpy.nan_to_num.`,
        ),
      )
}

/**
 * Refuses labels that are no numbers.
 *
 * @param examples - the name of the array of their examples
 */
export const finiteLabels = (
  file: string,
  examples: string,
  array: NumberArray,
): E.Either<DataError, void> => {
  const bad = array.values.findIndex((value) => !Number.isFinite(value))
  return bad === -1
    ? E.right(undefined)
    : E.left(
        badData(
          file,
          `has the label ${array.values[bad] ?? NaN} in ${placeOf(array, bad)}. Remove what has no label from ${examples} and ${array.name}.`,
        ),
      )
}
