import * as E from 'fp-ts/lib/Either.js'
import { type Rows } from '../badRows.ts'
import { type BadRows, type DataProblem, dataProblem } from '../DataError.ts'
import { type FoundArrays, type FoundExamples } from './findArrays.ts'
import {
  firstNonFinite,
  type NumberArray,
  placeOf,
  selectRows,
  sizeOfExample,
} from './NumberArray.ts'

/** The rows of examples and labels, of which some can be left out of each part. */
export const arrayRows: Rows<FoundArrays> = {
  count: ({ x }) => x.shape[0] ?? 0,
  place: ({ origin }, row) => {
    const { x, at } = origin(row)
    return `row ${at + 1} of ${x}`
  },
  select: ({ x, y, rows, origin, notes }, kept) => {
    const between = (from: number, count: number): number =>
      kept.reduce((n, row) => (row >= from && row < from + count ? n + 1 : n), 0)
    return {
      x: selectRows(x, kept),
      y: selectRows(y, kept),
      rows: {
        train: between(0, rows.train),
        validation: between(rows.train, rows.validation),
        test: between(rows.train + rows.validation, rows.test),
      },
      origin: (row) => origin(kept[row] ?? row),
      notes,
    }
  },
}

/** The rows of examples to be predicted, of which some can be left out. */
export const exampleRows: Rows<FoundExamples> = {
  count: ({ x }) => x.shape[0] ?? 0,
  place: ({ at, x }, row) => `row ${at(row) + 1} of ${x.name}`,
  select: ({ x, y, at }, kept) => ({
    x: selectRows(x, kept),
    y: y === undefined ? undefined : selectRows(y, kept),
    at: (row) => at(kept[row] ?? row),
  }),
}

/** The rows of an array that hold what is no number. */
const rowsWithout = ({ shape, values }: NumberArray): ReadonlyArray<number> => {
  const size = sizeOfExample(shape)
  return Array.from({ length: shape[0] ?? 0 }, (_, row) => row).filter((row) =>
    values.subarray(row * size, (row + 1) * size).some((value) => !Number.isFinite(value)),
  )
}

/** Where a value stands in the array of the file that it is of. */
const placeIn = (
  array: NumberArray,
  bad: number,
  origin: FoundArrays['origin'],
  which: 'x' | 'y',
): string => {
  const size = sizeOfExample(array.shape)
  const row = origin(Math.floor(bad / size))
  return placeOf({ ...array, name: row[which] }, row.at * size + (bad % size))
}

const checkWith = (
  array: NumberArray,
  what: BadRows['what'],
  message: (bad: number) => string,
): E.Either<DataProblem, void> => {
  const bad = firstNonFinite(array)
  return bad === -1
    ? E.right(undefined)
    : E.left({ ...dataProblem(message(bad)), bad: { what, rows: rowsWithout(array) } })
}

const checkNumbers = (
  x: NumberArray,
  place: (bad: number) => string,
): E.Either<DataProblem, void> =>
  checkWith(
    x,
    ['row with a value that is no number', 'rows with values that are no numbers'],
    (bad) =>
      `holds ${x.values[bad] ?? NaN} in ${place(bad)}. Replace what is no number, say by numpy.nan_to_num.`,
  )

/** Refuses examples to learn from with values that are no numbers. */
export const checkExamples = ({ x, origin }: FoundArrays): E.Either<DataProblem, void> =>
  checkNumbers(x, (bad) => placeIn(x, bad, origin, 'x'))

/** Refuses examples to be predicted with values that are no numbers. */
export const checkNewExamples = ({ x, at }: FoundExamples): E.Either<DataProblem, void> =>
  checkNumbers(x, (bad) => {
    const size = sizeOfExample(x.shape)
    return placeOf(x, at(Math.floor(bad / size)) * size + (bad % size))
  })

/** Refuses examples to learn from without a label. */
export const checkLabels = ({ y, origin }: FoundArrays): E.Either<DataProblem, void> =>
  checkWith(y, ['row without a label', 'rows without a label'], (bad) => {
    const { x, y: name } = origin(bad)
    return `has the label ${y.values[bad] ?? NaN} in ${placeIn(y, bad, origin, 'y')}. Remove what has no label from ${x} and ${name}.`
  })
