import * as E from 'fp-ts/lib/Either.js'
import { cutMessage } from '../common/index.ts'

/** Where a cell of a table stands. */
export interface CellPlace {
  /** Its row, as `line 17`. */
  readonly row: string
  /** Its column's name. */
  readonly column: string
}

/** Rows that a problem is of, where the data would do without them. */
export interface BadRows {
  /** What one is and what several are, for a person: `row without a label`, `rows without a label`. */
  readonly what: readonly [one: string, many: string]
  readonly rows: ReadonlyArray<number>
}

/**
 * What is wrong with data, whatever file it comes from. The message goes on where the file's name
 * ends, as `holds no row.`
 */
export interface DataProblem {
  readonly _tag: 'DataProblem'
  readonly message: string
  /** The cell that is wrong, where it is one. */
  readonly place?: CellPlace
  /** The rows that could be left out, where it is of some alone. */
  readonly bad?: BadRows
}

/** A {@link DataProblem} with its message. */
export const dataProblem = (message: string): DataProblem => ({
  _tag: 'DataProblem',
  message: cutMessage(message),
})

/** Refuses data. */
export const refuse = (message: string): E.Either<DataProblem, never> =>
  E.left(dataProblem(message))

/** A problem of one cell: what is wrong, where, and what to do. */
export const cellProblem = (wrong: string, place: CellPlace, advice: string): DataProblem => ({
  ...dataProblem(`${wrong} in ${place.row}, column ${JSON.stringify(place.column)}${advice}`),
  place,
})

/** Why there is no data. */
export type DataError =
  | { readonly _tag: 'NoData'; readonly message: string }
  | {
      readonly _tag: 'BadData'
      readonly file: string
      readonly message: string
      readonly place?: CellPlace
    }

/** Nothing to read: a folder or file that is not there or cannot be opened. */
export const noData = (message: string): DataError => ({
  _tag: 'NoData',
  message: cutMessage(message),
})

/** Says which file a problem is of. */
export const inFile =
  (file: string) =>
  ({ message, place }: DataProblem): DataError => ({
    _tag: 'BadData',
    file,
    message: `${file} ${message}`,
    ...(place === undefined ? {} : { place }),
  })

/** A file that is not what it should be. */
export const badData = (file: string, message: string): DataError =>
  inFile(file)(dataProblem(message))
