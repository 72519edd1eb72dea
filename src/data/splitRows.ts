import * as E from 'fp-ts/lib/Either.js'
import { deriveSeed, permutation, randomState } from '../random/index.ts'
import { type DataError, noData } from './DataError.ts'
import { dataDefaults, type DataOptions } from './DataOptions.ts'

/** The rows of each part of a data set. */
export interface RowSplit {
  readonly train: Int32Array
  readonly validation: Int32Array
  readonly test: Int32Array
}

/** How a data set is split; a part of 0 is none. */
export interface SplitOptions {
  readonly validation: number
  readonly test: number
  readonly seed: number
}

/** How many of `count` rows a part gets: at least one, and so many at most as leave the others one each. */
const share = (count: number, fraction: number, most: number): number =>
  fraction === 0 ? 0 : Math.max(1, Math.min(Math.round(count * fraction), most))

/**
 * Splits rows at random by a seed. With classes each class is split by itself, so that every part
 * has it in the same proportion; a class of as many rows as there are parts is in every part.
 *
 * @param classes - the class of each row; `undefined` to split all rows together
 */
export const splitRows = (
  count: number,
  classes: ArrayLike<number> | undefined,
  { validation, test, seed }: SplitOptions,
): RowSplit => {
  const groups = new Map<number, Array<number>>()
  for (let row = 0; row < count; row++) {
    const group = classes?.[row] ?? 0
    const rows = groups.get(group)
    if (rows === undefined) groups.set(group, [row])
    else rows.push(row)
  }
  const parts: Record<keyof RowSplit, Array<number>> = { train: [], validation: [], test: [] }
  for (const [group, rows] of groups) {
    const [order] = permutation(rows.length)(randomState(deriveSeed(seed, group)))
    const tested = share(rows.length, test, rows.length - (validation === 0 ? 1 : 2))
    const validated = share(rows.length, validation, rows.length - tested - 1)
    for (const [i, at] of order.entries())
      parts[i < tested ? 'test' : i < tested + validated ? 'validation' : 'train'].push(
        rows[at] ?? 0,
      )
  }
  const inOrder = (rows: Array<number>): Int32Array => Int32Array.from(rows).sort()
  return {
    train: inOrder(parts.train),
    validation: inOrder(parts.validation),
    test: inOrder(parts.test),
  }
}

/** Fewest rows that training, validation and test can be made of. */
export const fewestRows = 10

/** The split that options ask for. */
export const splitOf = ({
  validation = dataDefaults.validation,
  test = dataDefaults.test,
  splitSeed = dataDefaults.splitSeed,
}: DataOptions): SplitOptions => ({
  validation,
  test,
  seed: splitSeed,
})

/** Refuses parts that leave nothing to train, validate or test on. */
export const checkParts = (options: DataOptions): E.Either<DataError, void> => {
  const { validation, test } = splitOf(options)
  const finite = [validation, test].every(Number.isFinite)
  return finite && validation > 0 && test > 0 && validation + test < 1
    ? E.right(undefined)
    : E.left(
        noData(
          `A part of ${validation} to validate and one of ${test} to test cannot be split off: each should be above 0, and both together below 1, so that some is left to train.`,
        ),
      )
}
