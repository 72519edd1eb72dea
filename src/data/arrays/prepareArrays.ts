import * as E from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import { leavingOutBad } from '../badRows.ts'
import { codeClasses, type CodedLabels, codeNumbers } from '../codeLabels.ts'
import { type DataProblem, dataProblem } from '../DataError.ts'
import { type DataOptions } from '../DataOptions.ts'
import { type PreparedData, withLeftOut } from '../Prepared.ts'
import { prepareParts } from '../prepareParts.ts'
import { partsSplitOff, splitAround } from '../splitAround.ts'
import { fewestRows } from '../splitRows.ts'
import { arrayRows, checkExamples, checkLabels } from './arrayRows.ts'
import { findArrays, type FoundArrays } from './findArrays.ts'
import { type NumberArray, sizeOfExample } from './NumberArray.ts'
import { exampleShape, fitScaling, scaleValues } from './scaling.ts'

/** Whole labels of so few values are classes; of more where they count on from 0 or 1. */
const fewClasses = 20
const mostClasses = 1000

const areClasses = (values: ArrayLike<number>): boolean => {
  const distinct = new Set(Array.from(values))
  if (distinct.size > mostClasses || ![...distinct].every(Number.isInteger)) return false
  const low = Math.min(...distinct)
  const countsOn = (low === 0 || low === 1) && Math.max(...distinct) - low + 1 === distinct.size
  return distinct.size <= (countsOn ? mostClasses : fewClasses)
}

const codeLabels = (
  { y: { name, values }, rows, origin }: FoundArrays,
  task: DataOptions['task'],
): E.Either<DataProblem, CodedLabels> =>
  task === 'classification' || (task === undefined && areClasses(values))
    ? codeClasses({
        values: Array.from(values),
        place: (row) => {
          const { y, at } = origin(row)
          return `row ${at + 1} of ${y}`
        },
        parts: partsSplitOff(rows),
        splitCount: rows.train,
      })
    : codeNumbers(`the array ${name}`, Float64Array.from(values))

/** What is left of arrays, where some of their rows may be left out. */
const prepareFound = (
  arrays: ReadonlyArray<NumberArray>,
  found: FoundArrays,
  options: DataOptions,
): E.Either<DataProblem, PreparedData> =>
  pipe(
    E.right<DataProblem, FoundArrays>(found),
    E.filterOrElse(
      ({ rows }) => rows.train >= fewestRows,
      ({ rows, x }) =>
        dataProblem(
          `holds ${rows.train} examples in ${x.name}; training, validation and test need ${fewestRows} at least.`,
        ),
    ),
    E.chainFirst(checkExamples),
    E.chainFirst(checkLabels),
    E.chain(() => codeLabels(found, options.task)),
    E.chain((labels) => {
      const { x, y, notes } = found
      const rows = splitAround(found.rows, labels, options)
      const scaling = fitScaling(x, rows.train)
      const shape = exampleShape(x.shape)
      return prepareParts({
        report: [
          `NumPy arrays ${arrays.map((array) => `${array.name} ${array.shape.join(' x ')}`).join(', ')}`,
          ...notes.map((note) => `note: ${note}`),
          `  ${x.name}: ${sizeOfExample(x.shape)} ${scaling === null ? 'bytes, divided by 255' : 'numbers, scaled by the training examples'}`,
        ],
        targetName: y.name,
        labels,
        rows,
        shape,
        encode: (part) => scaleValues(x, scaling, part),
        preparation: (target) => ({ _tag: 'Arrays', shape, scaling, target }),
      })
    }),
  )

/** Splits arrays of examples and labels, and scales them by the training split. */
export const prepareArrays = (
  arrays: ReadonlyArray<NumberArray>,
  options: DataOptions,
): E.Either<DataProblem, PreparedData> =>
  pipe(
    findArrays(arrays),
    E.chain((found) =>
      leavingOutBad(arrayRows, options.onBad, found, (rest) => prepareFound(arrays, rest, options)),
    ),
    E.map(({ used, leftOut }) => withLeftOut(used, leftOut)),
  )
