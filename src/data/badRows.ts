import * as E from 'fp-ts/lib/Either.js'
import { type DataProblem } from './DataError.ts'

/** What is done with bad rows. */
export type OnBad = 'refuse' | 'drop'

/** Rows that were left out of a data set, as `--on-bad drop` asks. */
export interface LeftOut {
  /** What they are, for a person: `rows without a label`. */
  readonly what: string
  readonly count: number
  /** Where the first of them stand. */
  readonly first: ReadonlyArray<string>
}

/** Data of some form, as rows that can be left out. */
export interface Rows<D> {
  readonly count: (data: D) => number
  /** Where a row stands, as `line 17`. */
  readonly place: (data: D, row: number) => string
  /** The data with some of its rows alone. */
  readonly select: (data: D, rows: Int32Array) => D
  /** What was left out before, as the data was read. */
  readonly before?: (data: D) => ReadonlyArray<LeftOut>
}

const mostNamed = 3

const describe = ({ what, count, first }: LeftOut): string =>
  `${count} ${what} (${first.join(', ')}${count > first.length ? ` and ${count - first.length} more` : ''})`

/** What was left out, in a line for a person; none where nothing was. */
export const describeLeftOut = (leftOut: ReadonlyArray<LeftOut>): ReadonlyArray<string> =>
  leftOut.length === 0 ? [] : [`left out by --on-bad drop: ${leftOut.map(describe).join('; ')}`]

/** The rows of a problem, as they are told of. */
export const leftOutOf = (
  { what: [one, many], rows }: NonNullable<DataProblem['bad']>,
  place: (row: number) => string,
): LeftOut => ({
  what: rows.length === 1 ? one : many,
  count: rows.length,
  first: rows.slice(0, mostNamed).map(place),
})

const others = (count: number, rows: ReadonlyArray<number>): Int32Array => {
  const bad = new Set(rows)
  return Int32Array.from({ length: count }, (_, row) => row).filter((row) => !bad.has(row))
}

/** The setting that leaves so many rows out, a sentence after others. */
export const flagLeaves = (rows: number): string =>
  ` --on-bad drop leaves ${rows === 1 ? 'it' : 'them'} out.`

/** A problem of some rows, with the setting that leaves them out. */
export const namingFlag = (problem: DataProblem): DataProblem =>
  problem.bad === undefined
    ? problem
    : { ...problem, message: `${problem.message}${flagLeaves(problem.bad.rows.length)}` }

const afterLeaving = (problem: DataProblem, leftOut: ReadonlyArray<LeftOut>): DataProblem => ({
  ...problem,
  message: [problem.message, ...describeLeftOut(leftOut).map((line) => `(${line}.)`)].join(' '),
})

/**
 * Does something with data that may hold bad rows. They are refused with the setting that leaves them
 * out; where that is given, they are left out, and what is done is done without them.
 */
export const leavingOutBad = <D, A>(
  { count, place, select, before = () => [] }: Rows<D>,
  onBad: OnBad | undefined,
  data: D,
  use: (data: D) => E.Either<DataProblem, A>,
): E.Either<DataProblem, { readonly used: A; readonly leftOut: ReadonlyArray<LeftOut> }> => {
  const leftOut: Array<LeftOut> = [...before(data)]
  let rest = data
  for (;;) {
    const now = rest
    const used = use(now)
    if (E.isRight(used)) return E.right({ used: used.right, leftOut })
    const { bad } = used.left
    if (bad === undefined || bad.rows.length === 0) return E.left(afterLeaving(used.left, leftOut))
    if (onBad !== 'drop') return E.left(namingFlag(used.left))
    leftOut.push(leftOutOf(bad, (row) => place(now, row)))
    rest = select(now, others(count(now), bad.rows))
  }
}
