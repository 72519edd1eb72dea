import { didYouMean } from '../../common/index.ts'
import { type LeftOut } from '../badRows.ts'
import { plainText, trimmed } from './plainText.ts'

/** What a cell of a table holds; `null` where it is missing. */
export type Cell = string | number | boolean | null

/** A column of a table, its cells from the first row on. */
export interface Column {
  readonly name: string
  readonly cells: ReadonlyArray<Cell>
}

/** A table as it was read: nothing is interpreted yet. */
export interface Table {
  /** What kind of file it is, for a person. */
  readonly form: string
  readonly columns: ReadonlyArray<Column>
  readonly count: number
  /** Where a row stands in the file, as `line 17`. */
  readonly place: (row: number) => string
  readonly notes: ReadonlyArray<string>
  /** What separates the cells of a file of text, whose numbers are as they were written. */
  readonly delimiter?: string
  /** Rows that were left out as it was read. */
  readonly leftOut?: ReadonlyArray<LeftOut>
  /** The texts that count as missing and stand in its cells. */
  readonly missing?: ReadonlyArray<string>
  /** What may be wrong where a column is not found, a sentence for a person. */
  readonly advice?: string
}

/**
 * A cell of text as a table holds it: a number where its text is just how JavaScript writes that
 * number, so that it is the text still; 007 and 1.50 stay texts, as they may be names.
 */
export const cellOfText = (text: string): Cell => {
  const short = trimmed(text)
  const number = Number(short)
  // A number takes less memory than its text.
  return Number.isFinite(number) && String(number) === short ? number : short
}

const mostNamed = 20

/** The names of a table's columns, for a person; the first of very many. */
export const namesOf = ({ columns }: Table): string => {
  const names = columns.map(({ name }) => name)
  const more = names.length - mostNamed
  return more > 1 ? `${names.slice(0, mostNamed).join(', ')} and ${more} more` : names.join(', ')
}

/** The column of a name. */
export const columnOf = ({ columns }: Table, name: string): Column | undefined =>
  columns.find((column) => column.name === name)

/** What a table has where a column is not found, with the name that was meant, two sentences for a person. */
export const insteadOf = (table: Table, wanted: string): string =>
  `it has ${namesOf(table)}.${didYouMean(
    wanted,
    table.columns.map(({ name }) => name),
  )}`

/** A table whose columns are called as they are wanted, where they are called so but for what nobody sees. */
export const calledAs = (table: Table, wanted: Iterable<string>): Table => {
  const names = new Set(wanted)
  const own = new Set(table.columns.map(({ name }) => name))
  const missing = new Map(
    [...names].filter((name) => !own.has(name)).map((name) => [plainText(name), name]),
  )
  const nameOf = ({ name }: Column): string =>
    (names.has(name) ? undefined : missing.get(plainText(name))) ?? name
  return missing.size === 0
    ? table
    : {
        ...table,
        columns: table.columns.map((column) => ({ ...column, name: nameOf(column) })),
      }
}
