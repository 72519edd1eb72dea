import { counted, fieldOf, shown } from '../../common/index.ts'
import { describeRange } from '../describeRange.ts'
import { type DataOptions } from '../DataOptions.ts'
import { type ColumnNumbers, plainNumbers } from './decideNumbers.ts'
import { someOf } from './describeColumns.ts'
import { plainText } from './plainText.ts'
import { sentinelOf } from './sentinels.ts'
import { type Table } from './Table.ts'
import { describeTexts, textsAmongNumbers } from './textsAmongNumbers.ts'
import { isHexadecimal, unitOf } from './textForms.ts'
import { countOn, type InferredColumn } from './inferColumns.ts'
import { valueKey } from './valueKey.ts'

/** A column as it is read, of which a person may want to know more. */
interface ReadColumn {
  readonly understood: InferredColumn
  readonly numbers: ColumnNumbers
  /** Whether a person said what it is taken for. */
  readonly isDeclared: boolean
}

/** What a column may have that a person should know of. */
interface Trait {
  /** What it is in this column: an example, or more; nothing where the column does not have it. */
  readonly find: (column: ReadColumn, table: Table) => string | undefined
  /** What is said of all columns that have it: their names, and what it is in the first of them. */
  readonly tell: (names: string, found: string, first: string) => string
}

/** The first text of a column for which something holds, and what number it is read as. */
const readAsNumber = (
  { understood, numbers: { read } }: ReadColumn,
  { place }: Table,
  holds: (text: string) => boolean,
): string | undefined => {
  if (understood._tag !== 'Number') return undefined
  const { cells } = understood.column
  const row = cells.findIndex((cell) => typeof cell === 'string' && holds(cell))
  return row === -1
    ? undefined
    : `${String(cells[row])} in ${place(row)} is ${read(cells[row] ?? null) ?? '?'}`
}

const leadingZeros: Trait = {
  find: (column, table) =>
    column.isDeclared ? undefined : readAsNumber(column, table, (text) => /^0\d+$/.test(text)),
  tell: (names, example, first) =>
    `numbers lose their leading zeros in ${names}: ${example}; where they are codes, say so by --columns ${first}=category`,
}

const parentheses: Trait = {
  find: (column, table) => readAsNumber(column, table, (text) => text.startsWith('(')),
  tell: (names, example) => `numbers in parentheses are below zero in ${names}: ${example}`,
}

const isLarge = (text: string): boolean =>
  /^[+-]?\d{16,}$/.test(text) && !Number.isSafeInteger(Number(text))

const lostDigits: Trait = {
  find: (column, table) => (column.isDeclared ? undefined : readAsNumber(column, table, isLarge)),
  tell: (names, example, first) =>
    `whole numbers above ${Number.MAX_SAFE_INTEGER} lose their last digits in ${names}: ${example}; where they tell rows apart, say so by --columns ${first}=ignore`,
}

/** The texts of a column that its cells make a category. */
const textsOf = ({ understood, isDeclared }: ReadColumn): ReadonlyArray<string> =>
  isDeclared || understood._tag !== 'Category'
    ? []
    : understood.column.cells.flatMap((cell) => (cell === null || cell === '' ? [] : String(cell)))

const units: Trait = {
  find: (column) => {
    const texts = textsOf(column)
    const unit = unitOf(texts)
    return unit === undefined ? undefined : `${shown(texts[0])} has ${shown(unit)} beside it`
  },
  tell: (names, example) =>
    `numbers with a unit are texts in ${names}: ${example}; where they are quantities, write them without it`,
}

const hexadecimal: Trait = {
  find: (column) => {
    const texts = textsOf(column)
    return texts.length > 0 && texts.every(isHexadecimal) ? shown(texts[0]) : undefined
  },
  tell: (names, example) =>
    `numbers to the base 16 are texts in ${names}, as ${example}; where they are quantities, write them to the base 10`,
}

const someTexts: Trait = {
  find: ({ understood, numbers, isDeclared }, table) => {
    if (isDeclared || understood._tag === 'Number') return undefined
    const found = textsAmongNumbers(understood.column.cells, numbers.read)
    return found === undefined ? undefined : describeTexts(table, found)
  },
  tell: (names, found, first) =>
    `not read as numbers, though most cells are: ${names}${names === first ? '' : `. In ${first}`} ${found}`,
}

/** Two texts that are one value, as they differ in nothing that is seen. */
const alike = ({ cells }: InferredColumn['column'], place: Table['place']): string | undefined => {
  const rows = new Map<string, number>()
  for (const [row, cell] of cells.entries()) {
    if (typeof cell !== 'string') continue
    const text = plainText(cell)
    const first = rows.get(text)
    if (first === undefined) rows.set(text, row)
    else if (cells[first] !== cell) return `${shown(text)} in ${place(first)} and ${place(row)}`
  }
  return undefined
}

const spellings: Trait = {
  find: ({ understood: { _tag, column } }, { place }) =>
    _tag === 'Category' ? alike(column, place) : undefined,
  tell: (names, example) =>
    `texts that differ only in what is not seen, as spaces and how accents are stored, are one value in ${names}: ${example}`,
}

const [earliestYear, latestYear] = [1500, 2200]

const counters: Trait = {
  find: ({ understood, numbers: { read }, isDeclared }, { columns }) => {
    const { _tag, column } = understood
    if (_tag !== 'Number' || isDeclared || columns[0]?.name !== column.name) return undefined
    const values = column.cells.map(read)
    const areYears = values.every(
      (value) => value !== undefined && value >= earliestYear && value <= latestYear,
    )
    return !areYears && Math.abs(countOn(values, (row) => row) ?? 0) === 1
      ? `${String(column.cells[0])}, ${String(column.cells[1])} and on`
      : undefined
  },
  tell: (names, example) =>
    `the first column counts on from row to row (${example}); where it only numbers the rows, leave it out by --columns ${names}=ignore`,
}

const sentinels: Trait = {
  find: ({ understood, numbers, isDeclared }, table) => {
    const found =
      isDeclared || understood._tag !== 'Number'
        ? undefined
        : sentinelOf(understood.column.cells, numbers.read)
    if (found === undefined) return undefined
    const { text, count, row, others } = found
    const words = ['', ...(table.missing ?? []).filter((word) => word !== ''), text]
    return `${text} in ${counted(count, 'row')} (first ${table.place(row)}), the others are from ${describeRange(...others)}; where it stands for no value, say so by --missing ${JSON.stringify(words.join(','))}`
  },
  tell: (names, found, first) =>
    `one number comes again far from all others in ${names}${names === first ? '' : `. In ${first}`}: ${found}`,
}

/** Two texts that differ in capital letters alone. */
const unlikeCases = (
  { cells }: InferredColumn['column'],
  place: Table['place'],
): string | undefined => {
  const rows = new Map<string, number>()
  for (const [row, cell] of cells.entries()) {
    if (typeof cell !== 'string') continue
    const text = valueKey(cell).toLowerCase()
    const first = rows.get(text)
    if (first === undefined) rows.set(text, row)
    else if (valueKey(String(cells[first])) !== valueKey(cell))
      return `${shown(cells[first])} in ${place(first)} and ${shown(cell)} in ${place(row)}`
  }
  return undefined
}

const cases: Trait = {
  find: ({ understood: { _tag, column } }, { place }) =>
    _tag === 'Category' ? unlikeCases(column, place) : undefined,
  tell: (names, example) =>
    `texts that differ in capital letters alone are values of their own in ${names}: ${example}; where they are one, write them alike`,
}

const traits: ReadonlyArray<Trait> = [
  ...[leadingZeros, parentheses, lostDigits, units, hexadecimal, someTexts, spellings, cases],
  ...[counters, sentinels],
]

/**
 * What is to be noted of how the cells of columns are read, lines for a person.
 *
 * @param numbers - how the numbers of each column are read
 */
export const noteColumns = (
  table: Table,
  columns: ReadonlyArray<InferredColumn>,
  numbers: ReadonlyMap<string, ColumnNumbers>,
  declared: DataOptions['columns'] = {},
): ReadonlyArray<string> => {
  const read = columns.map((understood): ReadColumn => {
    const { name } = understood.column
    return {
      understood,
      numbers: numbers.get(name) ?? plainNumbers,
      isDeclared: fieldOf(declared, name) !== undefined,
    }
  })
  return traits.flatMap(({ find, tell }) => {
    const found = read.flatMap((column) => {
      const what = find(column, table)
      return what === undefined ? [] : [{ name: column.understood.column.name, what }]
    })
    const [first] = found
    return first === undefined
      ? []
      : [tell(someOf(found.map(({ name }) => name)), first.what, first.name)]
  })
}
