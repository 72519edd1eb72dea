import { type Splits } from '../task/index.ts'
import { describeLeftOut, type LeftOut } from './badRows.ts'
import { type Preparation } from './Preparation.ts'

/** A data set that is split and made into numbers, whatever it is called. */
export interface PreparedData {
  readonly splits: Splits
  readonly preparation: Preparation
  /** What was understood, lines for a person. */
  readonly report: ReadonlyArray<string>
  /** Rows that were left out, as `--on-bad drop` asks; the report tells of them too. */
  readonly leftOut: ReadonlyArray<LeftOut>
}

/** A data set that is read, split and made into numbers. */
export interface Prepared extends PreparedData {
  /** As it was given: a name or a path. Its report begins with it. */
  readonly source: string
}

/** A report with the name of its data before its first line. */
export const withSource =
  (source: string) =>
  ([first = '', ...others]: ReadonlyArray<string>): ReadonlyArray<string> => [
    `${source}: ${first}`,
    ...others,
  ]

/** A prepared data set with the name it was given by. */
export const preparedFrom =
  (source: string) =>
  ({ report, ...data }: PreparedData): Prepared => ({
    source,
    ...data,
    report: withSource(source)(report),
  })

/** A prepared data set that tells what was left out of it, right after what it is. */
export const withLeftOut = (
  prepared: PreparedData,
  leftOut: ReadonlyArray<LeftOut>,
): PreparedData => {
  const [first, ...others] = prepared.report
  return {
    ...prepared,
    leftOut: [...prepared.leftOut, ...leftOut],
    report: [
      ...(first === undefined ? [] : [first]),
      ...describeLeftOut(leftOut).map((line) => `note: ${line}`),
      ...others,
    ],
  }
}
