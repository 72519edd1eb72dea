import * as E from 'fp-ts/lib/Either.js'
import { badData, type DataError } from '../DataError.ts'
import { finiteLabels, finiteValues } from './checkFinite.ts'
import { type NumberArray } from './NumberArray.ts'

/** Examples and their labels, those of the training part first, then the parts that the file has itself. */
export interface FoundArrays {
  readonly x: NumberArray
  readonly y: NumberArray
  /** How many rows each part has; 0 where the file has no such part. */
  readonly rows: { readonly train: number; readonly validation: number; readonly test: number }
  readonly notes: ReadonlyArray<string>
}

const exampleNames = ['x_train', 'x', 'images', 'data', 'features']
const labelNames = ['y_train', 'y', 'labels', 'label', 'target', 'targets']

/** The names of the parts that a file may have itself, after `x_` and `y_`. */
const partNames = { validation: ['val', 'valid', 'validation'], test: ['test'] } as const

const named = (
  arrays: ReadonlyArray<NumberArray>,
  names: ReadonlyArray<string>,
): NumberArray | undefined => arrays.find(({ name }) => names.includes(name.toLowerCase()))

const rows = ({ shape }: NumberArray): number => shape[0] ?? 0

const example = ({ shape }: NumberArray): string => shape.slice(1).join(' x ') || '1'

const joined = (first: NumberArray, second: NumberArray): NumberArray => {
  const length = first.values.length + second.values.length
  const values =
    first.values instanceof Uint8Array && second.values instanceof Uint8Array
      ? new Uint8Array(length)
      : first.values instanceof Float64Array || second.values instanceof Float64Array
        ? new Float64Array(length)
        : new Float32Array(length)
  values.set(first.values)
  values.set(second.values, first.values.length)
  return {
    name: first.name,
    shape: [rows(first) + rows(second), ...first.shape.slice(1)],
    values,
  }
}

const isColumn = ({ shape }: NumberArray): boolean =>
  shape.slice(1).reduce((a, b) => a * b, 1) === 1

const namesOf = (arrays: ReadonlyArray<NumberArray>): string =>
  `${arrays.length === 1 ? 'the array' : 'the arrays'} ${arrays.map(({ name }) => name).join(', ')}`

/** Examples and labels that go together: as many, and one label an example. */
const pairUp = (
  file: string,
  x: NumberArray,
  y: NumberArray,
): E.Either<DataError, readonly [NumberArray, NumberArray]> => {
  if (rows(x) !== rows(y))
    return E.left(
      badData(
        file,
        `holds ${rows(x)} examples in ${x.name} but ${rows(y)} labels in ${y.name}; there should be one label an example.`,
      ),
    )
  if (rows(x) === 0) return E.left(badData(file, `holds no example in ${x.name}.`))
  return isColumn(y)
    ? E.right([x, y])
    : E.left(
        badData(
          file,
          `holds labels of ${example(y)} numbers each in ${y.name}, where one is read. Turn one-hot labels into classes by ${y.name}.argmax(axis=1).`,
        ),
      )
}

/** Examples and labels to learn from: all of them numbers. */
const pairOfNumbers = (
  file: string,
  x: NumberArray,
  y: NumberArray,
): E.Either<DataError, readonly [NumberArray, NumberArray]> =>
  E.Chain.chain(pairUp(file, x, y), (pair) =>
    E.Chain.chain(finiteValues(file, x), () =>
      E.Functor.map(finiteLabels(file, x.name, y), () => pair),
    ),
  )

interface Part {
  readonly pair: readonly [NumberArray, NumberArray] | undefined
  readonly notes: ReadonlyArray<string>
}

/** A part that the file has itself: both its examples and its labels. */
const ownPart = (
  file: string,
  arrays: ReadonlyArray<NumberArray>,
  part: keyof typeof partNames,
  like: NumberArray,
): E.Either<DataError, Part> => {
  const names = partNames[part]
  const x = named(
    arrays,
    names.map((name) => `x_${name}`),
  )
  const y = named(
    arrays,
    names.map((name) => `y_${name}`),
  )
  const lone = x ?? y
  if (lone === undefined) return E.right({ pair: undefined, notes: [] })
  if (x === undefined || y === undefined)
    return E.right({
      pair: undefined,
      notes: [
        `${lone.name} is not read, as its ${x === undefined ? 'examples' : 'labels'} are missing`,
      ],
    })
  if (example(x) !== example(like))
    return E.left(
      badData(
        file,
        `holds examples of ${example(like)} numbers in ${like.name} but of ${example(x)} in ${x.name}; they should be of one shape.`,
      ),
    )
  return E.Functor.map(pairOfNumbers(file, x, y), (pair) => ({ pair, notes: [] }))
}

/** A shape that looks as if an image's channels came first. */
const channelsFirst = ({ name, shape }: NumberArray): ReadonlyArray<string> => {
  const [, first = 0, , last = 0] = shape
  return shape.length === 4 && first <= 4 && last > 4
    ? [
        `${name} looks as if its channels came first; where they do, store numpy.moveaxis(${name}, 1, -1)`,
      ]
    : []
}

/** The arrays of examples and labels: x_train, y_train, x_test and y_test as Keras has them, or x and y. */
export const findArrays = (
  file: string,
  arrays: ReadonlyArray<NumberArray>,
): E.Either<DataError, FoundArrays> => {
  const x = named(arrays, exampleNames)
  const y = named(arrays, labelNames)
  if (x === undefined || y === undefined)
    return E.left(
      badData(
        file,
        `holds ${namesOf(arrays)}, where x and y, or x_train, y_train, x_test and y_test, are read. Store them by numpy.savez(file, x=examples, y=labels).`,
      ),
    )
  const train = pairOfNumbers(file, x, y)
  if (E.isLeft(train)) return train
  const validation = ownPart(file, arrays, 'validation', x)
  if (E.isLeft(validation)) return validation
  const test = ownPart(file, arrays, 'test', x)
  if (E.isLeft(test)) return test
  const pairs = [train.right, validation.right.pair, test.right.pair]
  const all = pairs.filter((pair) => pair !== undefined)
  return E.right({
    x: all.map(([examples]) => examples).reduce(joined),
    y: all.map(([, labels]) => labels).reduce(joined),
    rows: {
      train: rows(x),
      validation: validation.right.pair === undefined ? 0 : rows(validation.right.pair[0]),
      test: test.right.pair === undefined ? 0 : rows(test.right.pair[0]),
    },
    notes: [...channelsFirst(x), ...validation.right.notes, ...test.right.notes],
  })
}

/** The examples to be predicted, and their labels where the file has them: the test part where it has one. */
export const findExamples = (
  file: string,
  arrays: ReadonlyArray<NumberArray>,
): E.Either<DataError, { readonly x: NumberArray; readonly y: NumberArray | undefined }> => {
  const [only] = arrays
  const x =
    named(arrays, ['x_test']) ??
    named(arrays, exampleNames) ??
    (arrays.length === 1 ? only : undefined)
  if (x === undefined)
    return E.left(badData(file, `holds ${namesOf(arrays)}, where x or x_test is read.`))
  if (rows(x) === 0) return E.left(badData(file, `holds no example in ${x.name}.`))
  const finite = finiteValues(file, x)
  if (E.isLeft(finite)) return finite
  const y = named(arrays, x.name.toLowerCase() === 'x_test' ? ['y_test'] : labelNames)
  return y === undefined || y === x
    ? E.right({ x, y: undefined })
    : E.Functor.map(pairUp(file, x, y), () => ({ x, y }))
}
