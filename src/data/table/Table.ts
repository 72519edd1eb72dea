/** What a cell of a table holds; `null` where it is missing. */
export type Cell = string | number | boolean | null

/** A column of a table, its cells from the first row on. */
export interface Column {
  readonly name: string
  readonly cells: ReadonlyArray<Cell>
}

/** A table as it was read: nothing is interpreted yet but what is missing. */
export interface Table {
  /** What kind of file it is, for a person. */
  readonly form: string
  readonly columns: ReadonlyArray<Column>
  readonly count: number
  /** Where a row stands in the file, as `line 17`. */
  readonly place: (row: number) => string
  readonly notes: ReadonlyArray<string>
}

const missing = new Set(['', 'na', 'n/a', '#n/a', '<na>', 'nan', 'null', 'none', '\\n', '?', '-'])
const longestMissing = 4

/** What counts as missing, for a person. */
export const missingTexts = 'Empty cells and the words NA, N/A, NaN, null, None, ? and -'

/**
 * A cell of text as a table holds it: `null` for an empty one and the usual words for nothing, true
 * and false for these words, and a number where its text is just how that number is written.
 */
export const cellOfText = (text: string): Cell => {
  const trimmed = text.trim()
  const number = Number(trimmed)
  // A number takes less memory than its text; 007 and 1.50 stay texts, as they may be names.
  if (Number.isFinite(number) && String(number) === trimmed) return number
  if (trimmed.length > 5) return trimmed
  const word = trimmed.toLowerCase()
  if (word === 'true') return true
  if (word === 'false') return false
  return trimmed.length <= longestMissing && missing.has(word) ? null : trimmed
}

const otherBase = /^0[xob]/i

/** A number with commas between its thousands, a percent sign, or both. */
const forPeople = /^([+-]?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?)\s?(%?)$/

const numberOfText = (text: string): number | undefined => {
  const plain = text === '' ? NaN : Number(text)
  if (Number.isFinite(plain)) return otherBase.test(text) ? undefined : plain
  const [, digits] = forPeople.exec(text) ?? []
  return digits === undefined ? undefined : Number(digits.replaceAll(',', ''))
}

/** The number that a cell is, where it is one: 1.5, 1e-3, 12,345.6 or 12%, which is 12. */
export const numberOf = (cell: Cell): number | undefined => {
  if (typeof cell === 'string') return numberOfText(cell)
  if (typeof cell === 'boolean') return Number(cell)
  return cell !== null && Number.isFinite(cell) ? cell : undefined
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
