import * as E from 'fp-ts/lib/Either.js'
import { type Examples } from '../../task/index.ts'
import { type DataProblem, refuse } from '../DataError.ts'
import { meanAndDeviation } from '../meanAndDeviation.ts'
import { type Preparation } from '../Preparation.ts'
import { takeRows } from '../prepareParts.ts'
import { type NumberArray, placeOf, sizeOfExample } from './NumberArray.ts'

type Scaling = (Preparation & { readonly _tag: 'Arrays' })['scaling']

/** The shape of one example: an image without channels gets one. */
export const exampleShape = (shape: ReadonlyArray<number>): ReadonlyArray<number> => {
  const inner = shape.slice(1)
  return inner.length === 2 ? [...inner, 1] : inner.length === 0 ? [1] : inner
}

/** Bytes are brightness where the training rows have one above this; smaller ones are numbers. */
const darkest = 127

const arePixels = ({ shape, values }: NumberArray, rows: Int32Array): boolean => {
  if (!(values instanceof Uint8Array)) return false
  const size = sizeOfExample(shape)
  return rows.some((row) =>
    values.subarray(row * size, (row + 1) * size).some((value) => value > darkest),
  )
}

/**
 * Means and deviations of the training rows: one pair a feature for rows of features, one for all
 * values of images. Bytes of pixels are not fitted: they are divided by 255.
 */
export const fitScaling = (array: NumberArray, rows: Int32Array): Scaling => {
  if (arePixels(array, rows)) return null
  const { shape, values } = array
  const size = sizeOfExample(shape)
  const groups = shape.length === 2 ? size : 1
  const each = size / groups
  const fitted = Array.from({ length: groups }, (_, group) =>
    meanAndDeviation(
      rows.length * each,
      (i) => values[(rows[Math.floor(i / each)] ?? 0) * size + (i % each) + group] ?? 0,
    ),
  )
  return {
    means: fitted.map(({ mean }) => mean),
    deviations: fitted.map(({ deviation }) => deviation),
  }
}

/** The values of some rows, scaled; bytes of pixels stay bytes. */
export const scaleValues = (
  array: NumberArray,
  scaling: Scaling,
  rows: Int32Array,
): E.Either<DataProblem, Pick<Examples, 'values' | 'scale'>> => {
  const { shape, values } = array
  const size = sizeOfExample(shape)
  if (scaling === null)
    return values instanceof Uint8Array
      ? E.right({ values: takeRows(values, size, rows), scale: 1 / 255 })
      : refuse(
          `holds numbers in ${array.name}, but the network reads bytes. Store ${array.name}.astype("uint8"), of the same brightness as in training.`,
        )
  const { means, deviations } = scaling
  const scaledValues = new Float32Array(rows.length * size)
  for (const [i, row] of rows.entries())
    for (let at = 0; at < size; at++) {
      const group = at % means.length
      const from = row * size + at
      const scaled = Math.fround(
        ((values[from] ?? 0) - (means[group] ?? 0)) / (deviations[group] ?? 1),
      )
      if (!Number.isFinite(scaled))
        return refuse(
          `holds ${values[from] ?? NaN} in ${placeOf(array, from)}, which is out of all proportion to the training rows. Correct it.`,
        )
      scaledValues[i * size + at] = scaled
    }
  return E.right({ values: scaledValues, scale: 1 })
}
