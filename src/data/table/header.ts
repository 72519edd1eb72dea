import * as E from 'fp-ts/lib/Either.js'
import { type DataProblem, refuse } from '../DataError.ts'
import { type Cell } from './Table.ts'

/** What the first line of a table of text is: the names of the columns, or already data. */
export interface Header {
  readonly names: ReadonlyArray<string>
  readonly isData: boolean
  readonly notes: ReadonlyArray<string>
}

/** Whether numbers count on by one, as years or the columns that pandas numbers do. */
const countOn = (numbers: ReadonlyArray<number>): boolean =>
  numbers.length > 1 && numbers.every((n, i) => Number.isInteger(n) && n === (numbers[0] ?? 0) + i)

/**
 * Reads the first line. Where it holds a number it is data, except where its numbers count on by one:
 * those are names.
 *
 * @param cells - what the first line's texts are as cells
 */
export const headerOf = (
  record: ReadonlyArray<string>,
  cells: ReadonlyArray<Cell>,
): E.Either<DataProblem, Header> => {
  const numbers = cells.filter((cell) => typeof cell === 'number')
  if (numbers.length > 0 && !countOn(numbers))
    return E.right({
      names: record.map((_, i) => `c${i + 1}`),
      isData: true,
      notes: [
        'the first line holds numbers, so it is read as data, and the columns are called c1, c2 and on',
      ],
    })
  const names = record.map((name, i) => (name.trim() === '' ? `unnamed${i + 1}` : name.trim()))
  const seen = new Set<string>()
  for (const name of names) {
    if (seen.has(name))
      return refuse(
        `has two columns called ${JSON.stringify(name)} in line 1. Rename one; or where that line is no header, put one above it.`,
      )
    seen.add(name)
  }
  return E.right({
    names,
    isData: false,
    notes:
      numbers.length > 0
        ? ['the first line is read as the names of the columns, as it counts on']
        : [],
  })
}
