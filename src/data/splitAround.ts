import { type CodedLabels, allParts } from './codeLabels.ts'
import { type DataOptions } from './DataOptions.ts'
import { type RowSplit, splitOf, splitRows } from './splitRows.ts'

/** How many rows each part has that data gives itself, which follow the others; 0 where it has no such part. */
export interface OwnParts {
  readonly train: number
  readonly validation: number
  readonly test: number
}

const range = (from: number, count: number): Int32Array =>
  Int32Array.from({ length: count }, (_, i) => from + i)

/** The parts that are split off the rows to train on, as data does not have them itself. */
export const partsSplitOff = (rows: OwnParts): ReadonlyArray<string> =>
  allParts.filter(
    (part) =>
      (part !== 'validation' || rows.validation === 0) && (part !== 'test' || rows.test === 0),
  )

/** Parts that the data has itself are taken as they are; the others are split off the training rows. */
export const splitAround = (
  rows: OwnParts,
  labels: CodedLabels,
  options: DataOptions,
): RowSplit => {
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
