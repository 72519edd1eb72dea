import * as E from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import { sequenceS } from 'fp-ts/lib/Apply.js'
import { type Examples, type Splits } from '../task/index.ts'
import { type CodedLabels, fitTarget, labelsOf, targetOf } from './codeLabels.ts'
import { type DataProblem } from './DataError.ts'
import { describeSplit, describeTarget } from './describePrepared.ts'
import { type Preparation, type TargetEncoding } from './Preparation.ts'
import { type PreparedData } from './Prepared.ts'
import { type RowSplit } from './splitRows.ts'

/** A data set of any form once its inputs are fitted: all that is left is the same for every form. */
export interface FittedData {
  /** What it is and how its inputs are read, lines for a person. */
  readonly report: ReadonlyArray<string>
  /** What is predicted, for a person. */
  readonly targetName: string
  readonly labels: CodedLabels
  readonly rows: RowSplit
  /** Shape of one example. */
  readonly shape: ReadonlyArray<number>
  /** The numbers of some rows. */
  readonly encode: (rows: Int32Array) => E.Either<DataProblem, Pick<Examples, 'values' | 'scale'>>
  readonly preparation: (target: TargetEncoding) => Preparation
}

/** Makes the examples of each part, and fits what is predicted on the training rows. */
export const prepareParts = ({
  report,
  targetName,
  labels,
  rows,
  shape,
  encode,
  preparation,
}: FittedData): E.Either<DataProblem, PreparedData> => {
  const target = fitTarget(labels, rows.train)
  const examples = (part: Int32Array): E.Either<DataProblem, Examples> =>
    pipe(
      encode(part),
      E.map((encoded) => ({
        count: part.length,
        shape,
        ...encoded,
        labels: labelsOf(target, labels.values, part),
      })),
    )
  return pipe(
    sequenceS(E.Apply)({
      train: examples(rows.train),
      validation: examples(rows.validation),
      test: examples(rows.test),
    }),
    E.map((parts) =>
      withReport({
        report,
        targetName,
        labels: { ...labels, code: target },
        splits: {
          ...parts,
          task: { input: shape, target: targetOf(target) },
          ...(target._tag === 'Number' ? { labelScale: target.deviation } : {}),
        },
        preparation: preparation(target),
      }),
    ),
  )
}

/** Adds to the report what is predicted, and how the data is split. */
export const withReport = ({
  report,
  targetName,
  labels,
  splits,
  preparation,
}: Pick<FittedData, 'report' | 'targetName' | 'labels'> & {
  readonly splits: Splits
  readonly preparation: Preparation
}): PreparedData => ({
  splits,
  preparation,
  report: [...report, ...describeTarget(targetName, labels), ...describeSplit(splits)],
  leftOut: [],
})

/** The values of some rows, one row of `size` values after another. */
export const takeRows = (
  values: Uint8Array | Float32Array,
  size: number,
  rows: Int32Array,
): Uint8Array | Float32Array => {
  const length = rows.length * size
  const taken = values instanceof Uint8Array ? new Uint8Array(length) : new Float32Array(length)
  for (const [i, row] of rows.entries())
    taken.set(values.subarray(row * size, (row + 1) * size), i * size)
  return taken
}
