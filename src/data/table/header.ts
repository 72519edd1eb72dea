import * as E from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import { type ReadingOptions } from '../DataOptions.ts'
import { type DataProblem, refuse } from '../DataError.ts'
import { checkNames } from './checkNames.ts'
import { missingIn } from './missing.ts'
import { trimmed } from './plainText.ts'
import { plainForm, numberReader } from './readNumber.ts'
import { type Cell } from './Table.ts'

/** What the first line of a table of text is: the names of the columns, or already data. */
export interface Header {
  readonly names: ReadonlyArray<string>
  readonly isData: boolean
  readonly notes: ReadonlyArray<string>
  /** What may be wrong where a column is not found. */
  readonly advice?: string
}

/** Whether numbers count on by one, as years or the columns that pandas numbers do. */
const countOn = (numbers: ReadonlyArray<number>): boolean =>
  numbers.length > 1 && numbers.every((n, i) => Number.isInteger(n) && n === (numbers[0] ?? 0) + i)

const isMissing = missingIn()

const asNumber = numberReader(plainForm, true)

const isText = (cell: Cell): boolean =>
  typeof cell === 'string' && !isMissing(cell) && asNumber(cell) === undefined

const asData = (record: ReadonlyArray<string>, note: string, advice?: string): Header => ({
  names: record.map((_, i) => `c${i + 1}`),
  isData: true,
  notes: [note],
  ...(advice === undefined ? {} : { advice }),
})

const asNames = (
  record: ReadonlyArray<string>,
  line: number,
  note?: string,
): E.Either<DataProblem, Header> => {
  const names = record.map((name, i) => {
    const short = trimmed(name)
    return short === '' ? `unnamed${i + 1}` : short
  })
  const seen = new Set<string>()
  for (const name of names) {
    if (seen.has(name))
      return refuse(
        `has two columns called ${JSON.stringify(name)} in line ${line}. Rename one; or where that line is no header, say so by --header no.`,
      )
    seen.add(name)
  }
  return pipe(
    checkNames(names, ` in line ${line}`),
    E.map(() => ({ names, isData: false, notes: note === undefined ? [] : [note] })),
  )
}

/**
 * Reads the first line. Where it holds a number it is data, except where its numbers count on by one,
 * or a text of it stands above a number: then it names the columns.
 *
 * @param cells - what the first line's texts are as cells
 * @param next - the cells of the second line
 * @param line - the number of the first line
 */
export const headerOf = (
  record: ReadonlyArray<string>,
  cells: ReadonlyArray<Cell>,
  next: ReadonlyArray<Cell>,
  line: number,
  given: ReadingOptions['header'],
): E.Either<DataProblem, Header> => {
  if (given === 'yes') return asNames(record, line)
  const where = line === 1 ? 'the first line' : `line ${line}`
  if (given === 'no')
    return E.right(
      asData(record, `${where} is read as data, and the columns are called c1, c2 and on`),
    )
  const numbers = cells.filter((cell) => typeof cell === 'number')
  if (numbers.length === 0) return asNames(record, line)
  if (countOn(numbers))
    return asNames(
      record,
      line,
      `${where} is read as the names of the columns, as it counts on; --header no reads it as data`,
    )
  const above = cells.findIndex((cell, i) => isText(cell) && typeof next[i] === 'number')
  if (above !== -1)
    return asNames(
      record,
      line,
      `${where} is read as the names of the columns, as its text ${JSON.stringify(record[above] ?? '')} stands above numbers; --header no reads it as data`,
    )
  return E.right(
    asData(
      record,
      `${where} holds numbers, so it is read as data, and the columns are called c1, c2 and on; --header yes takes it for their names`,
      `Line ${line} was read as data, as it holds numbers: where it names the columns, say so by --header yes.`,
    ),
  )
}
