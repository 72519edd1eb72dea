import * as E from 'fp-ts/lib/Either.js'
import { type Examples } from '../../space/index.ts'
import { badData, type DataError } from '../DataError.ts'
import { type DataOptions } from '../DataOptions.ts'
import { type Preparation } from '../Preparation.ts'
import { type Prepared } from '../Prepared.ts'
import { describeSplit, describeTarget } from '../describePrepared.ts'
import { type RowSplit, splitOf, splitRows } from '../splitRows.ts'
import {
  allParts,
  codeClasses,
  type CodedLabels,
  codeNumbers,
  fitTarget,
  labelsOf,
  targetOf,
} from '../codeLabels.ts'
import { findArrays, type FoundArrays } from './findArrays.ts'
import { type NumberArray, sizeOfExample } from './NumberArray.ts'
import { exampleShape, fitScaling, scaleValues } from './scaling.ts'

/** Whole labels of so few values are classes; of more where they count on from 0 or 1. */
const fewClasses = 20
const mostClasses = 1000

/** Fewest examples that parts can be split off. */
const fewestRows = 10

const areClasses = (values: ArrayLike<number>): boolean => {
  const distinct = new Set(Array.from(values))
  if (distinct.size > mostClasses || ![...distinct].every(Number.isInteger)) return false
  const low = Math.min(...distinct)
  const countsOn = (low === 0 || low === 1) && Math.max(...distinct) - low + 1 === distinct.size
  return distinct.size <= (countsOn ? mostClasses : fewClasses)
}

const codeLabels = (
  file: string,
  { y: { name, values }, rows }: FoundArrays,
  task: DataOptions['task'],
): E.Either<DataError, CodedLabels> =>
  task === 'classification' || (task === undefined && areClasses(values))
    ? codeClasses(file, {
        values: Array.from(values),
        place: (row) => `row ${row + 1} of ${name}`,
        parts: allParts.filter(
          (part) =>
            (part !== 'validation' || rows.validation === 0) &&
            (part !== 'test' || rows.test === 0),
        ),
        head: rows.train,
      })
    : codeNumbers(file, `the array ${name}`, Float64Array.from(values))

const range = (from: number, count: number): Int32Array =>
  Int32Array.from({ length: count }, (_, i) => from + i)

/** Parts that the file has itself are taken as they are; the others are split off the training rows. */
const rowsOf = ({ rows }: FoundArrays, labels: CodedLabels, options: DataOptions): RowSplit => {
  const classes = labels.code._tag === 'Classes' ? labels.values : undefined
  const { validation, test, seed } = splitOf(options)
  const split = splitRows(rows.train, classes, {
    validation: rows.validation === 0 ? validation : 0,
    test: rows.test === 0 ? test : 0,
    seed,
  })
  return {
    train: split.train,
    validation: rows.validation === 0 ? split.validation : range(rows.train, rows.validation),
    test: rows.test === 0 ? split.test : range(rows.train + rows.validation, rows.test),
  }
}

/** Splits arrays of examples and labels, and scales them by the training split. */
export const prepareArrays = (
  file: string,
  arrays: ReadonlyArray<NumberArray>,
  options: DataOptions,
): E.Either<DataError, Prepared> => {
  const found = findArrays(file, arrays)
  if (E.isLeft(found)) return found
  const { x, y, notes } = found.right
  if (found.right.rows.train < fewestRows)
    return E.left(
      badData(
        file,
        `holds ${found.right.rows.train} examples in ${x.name}; training, validation and test need ${fewestRows} at least.`,
      ),
    )
  const labels = codeLabels(file, found.right, options.task)
  if (E.isLeft(labels)) return labels
  const rows = rowsOf(found.right, labels.right, options)
  const code = fitTarget(labels.right, rows.train)
  const scaling = fitScaling(x, rows.train)
  const shape = exampleShape(x.shape)
  const preparation: Preparation = { _tag: 'Arrays', shape, scaling, target: code }
  const examples = (part: Int32Array): E.Either<DataError, Examples> =>
    E.Functor.map(scaleValues(file, x, scaling, part), (scaled) => ({
      count: part.length,
      shape,
      ...scaled,
      labels: labelsOf(code, labels.right.values, part),
    }))
  const train = examples(rows.train)
  if (E.isLeft(train)) return train
  const validation = examples(rows.validation)
  if (E.isLeft(validation)) return validation
  const test = examples(rows.test)
  if (E.isLeft(test)) return test
  const splits = {
    train: train.right,
    validation: validation.right,
    test: test.right,
    task: { input: shape, target: targetOf(code) },
    ...(code._tag === 'Number' ? { unit: code.deviation } : {}),
  }
  return E.right({
    source: file,
    splits,
    preparation,
    report: [
      `${file}: NumPy arrays ${arrays.map((array) => `${array.name} ${array.shape.join(' x ')}`).join(', ')}`,
      ...notes.map((note) => `note: ${note}`),
      `  ${x.name}: ${sizeOfExample(x.shape)} ${scaling === null ? 'bytes, divided by 255' : 'numbers, scaled by the training examples'}`,
      ...describeTarget(y.name, { ...labels.right, code }),
      ...describeSplit(splits),
    ],
  })
}
