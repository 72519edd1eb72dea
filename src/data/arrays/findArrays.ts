import * as E from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import { type DataProblem, refuse } from '../DataError.ts'
import { type OwnParts } from '../splitAround.ts'
import { type NumberArray, sizeOfExample } from './NumberArray.ts'

/** Where a row stands among the arrays of a file. */
export interface ArrayRow {
  /** The array of its example, by name. */
  readonly x: string
  /** The array of its label, by name. */
  readonly y: string
  /** Its place in both, from 0. */
  readonly at: number
}

/** Examples and their labels, those of the training part first, then the parts that the file has itself. */
export interface FoundArrays {
  readonly x: NumberArray
  readonly y: NumberArray
  /** How many rows each part has; 0 where the file has no such part. */
  readonly rows: OwnParts
  /** Where a row stands in the file. */
  readonly origin: (row: number) => ArrayRow
  readonly notes: ReadonlyArray<string>
}

const exampleNames = ['x_train', 'x', 'images', 'data', 'features']
const labelNames = ['y_train', 'y', 'labels', 'label', 'target', 'targets']

/** The names of the parts that a file may have itself, after `x_` and `y_`. */
const partNames = { validation: ['val', 'valid', 'validation'], test: ['test'] } as const

const findNamed = (
  arrays: ReadonlyArray<NumberArray>,
  names: ReadonlyArray<string>,
): NumberArray | undefined => arrays.find(({ name }) => names.includes(name.toLowerCase()))

const rowCount = ({ shape }: NumberArray): number => shape[0] ?? 0

const describeExample = ({ shape }: NumberArray): string => shape.slice(1).join(' x ') || '1'

const concatenate = (first: NumberArray, second: NumberArray): NumberArray => {
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
    shape: [rowCount(first) + rowCount(second), ...first.shape.slice(1)],
    values,
  }
}

const namesOf = (arrays: ReadonlyArray<NumberArray>): string =>
  `${arrays.length === 1 ? 'the array' : 'the arrays'} ${arrays.map(({ name }) => name).join(', ')}`

type Pair = readonly [x: NumberArray, y: NumberArray]

/** Examples and labels that go together: as many, and one label an example. */
const pairUp = (x: NumberArray, y: NumberArray): E.Either<DataProblem, Pair> => {
  if (rowCount(x) !== rowCount(y))
    return refuse(
      `holds ${rowCount(x)} examples in ${x.name} but ${rowCount(y)} labels in ${y.name}; there should be one label an example.`,
    )
  if (rowCount(x) === 0) return refuse(`holds no example in ${x.name}.`)
  return sizeOfExample(y.shape) === 1
    ? E.right([x, y])
    : refuse(
        `holds labels of ${describeExample(y)} numbers each in ${y.name}, where one is read. Turn one-hot labels into classes by ${y.name}.argmax(axis=1).`,
      )
}

/** Where the rows of pairs stand that are put one after another. */
const originIn =
  (pairs: ReadonlyArray<Pair>): FoundArrays['origin'] =>
  (row) => {
    let at = row
    const found = pairs.find(([x]) => {
      if (at < rowCount(x)) return true
      at -= rowCount(x)
      return false
    })
    return { x: found?.[0].name ?? 'x', y: found?.[1].name ?? 'y', at }
  }

interface Part {
  readonly pair: Pair | undefined
  readonly notes: ReadonlyArray<string>
}

/** A part that the file has itself: both its examples and its labels. */
const ownPart = (
  arrays: ReadonlyArray<NumberArray>,
  part: keyof typeof partNames,
  like: NumberArray,
): E.Either<DataProblem, Part> => {
  const names = partNames[part]
  const x = findNamed(
    arrays,
    names.map((name) => `x_${name}`),
  )
  const y = findNamed(
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
  if (describeExample(x) !== describeExample(like))
    return refuse(
      `holds examples of ${describeExample(like)} numbers in ${like.name} but of ${describeExample(x)} in ${x.name}; they should be of one shape.`,
    )
  return pipe(
    pairUp(x, y),
    E.map((pair) => ({ pair, notes: [] })),
  )
}

/** A doubt about a shape in which an image's channels may come first. */
const noteChannelsFirst = ({ name, shape }: NumberArray): ReadonlyArray<string> => {
  const [, first = 0, , last = 0] = shape
  return shape.length === 4 && first <= 4 && last > 4
    ? [
        `${name} looks as if its channels came first; where they do, store numpy.moveaxis(${name}, 1, -1)`,
      ]
    : []
}

/** The arrays of examples and labels, by their names. */
const examplesAndLabels = (arrays: ReadonlyArray<NumberArray>): E.Either<DataProblem, Pair> => {
  const x = findNamed(arrays, exampleNames)
  const y = findNamed(arrays, labelNames)
  return x === undefined || y === undefined
    ? refuse(
        `holds ${namesOf(arrays)}, where x and y, or x_train, y_train, x_test and y_test, are read. Store them by numpy.savez(file, x=examples, y=labels).`,
      )
    : pairUp(x, y)
}

/** The arrays of examples and labels: x_train, y_train, x_test and y_test as Keras has them, or x and y. */
export const findArrays = (
  arrays: ReadonlyArray<NumberArray>,
): E.Either<DataProblem, FoundArrays> =>
  pipe(
    E.Do,
    E.bind('train', () => examplesAndLabels(arrays)),
    E.bind('validation', ({ train: [x] }) => ownPart(arrays, 'validation', x)),
    E.bind('test', ({ train: [x] }) => ownPart(arrays, 'test', x)),
    E.map(({ train, validation, test }): FoundArrays => {
      const pairs = [train, validation.pair, test.pair].filter((pair) => pair !== undefined)
      const countOf = ({ pair }: Part): number => (pair === undefined ? 0 : rowCount(pair[0]))
      return {
        x: pairs.map(([x]) => x).reduce(concatenate),
        y: pairs.map(([, y]) => y).reduce(concatenate),
        rows: {
          train: rowCount(train[0]),
          validation: countOf(validation),
          test: countOf(test),
        },
        origin: originIn(pairs),
        notes: [...noteChannelsFirst(train[0]), ...validation.notes, ...test.notes],
      }
    }),
  )

/** Examples to be predicted, and their labels where there are any. */
export interface FoundExamples {
  readonly x: NumberArray
  readonly y: NumberArray | undefined
  /** Where a row stands in the file's array, from 0. */
  readonly at: (row: number) => number
}

/** The examples to be predicted, and their labels where the file has them: the test part where it has one. */
export const findExamples = (
  arrays: ReadonlyArray<NumberArray>,
): E.Either<DataProblem, FoundExamples> => {
  const [only] = arrays
  const x =
    findNamed(arrays, ['x_test']) ??
    findNamed(arrays, exampleNames) ??
    (arrays.length === 1 ? only : undefined)
  if (x === undefined) return refuse(`holds ${namesOf(arrays)}, where x or x_test is read.`)
  if (rowCount(x) === 0) return refuse(`holds no example in ${x.name}.`)
  const y = findNamed(arrays, x.name.toLowerCase() === 'x_test' ? ['y_test'] : labelNames)
  return pipe(
    y === undefined || y === x ? E.right<DataProblem, unknown>(undefined) : pairUp(x, y),
    E.map(() => ({ x, y: y === x ? undefined : y, at: (row) => row })),
  )
}
