import * as E from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import { fieldOf } from '../../common/index.ts'
import { type BadRows, cellProblem, type DataProblem, refuse } from '../DataError.ts'
import { type ColumnKind, type DataOptions } from '../DataOptions.ts'
import { type ColumnNumbers, mostlyNumbers } from './decideNumbers.ts'
import { describeWrong } from './describeWrong.ts'
import { describeForm, type NumberForm } from './NumberForm.ts'
import { evidenceOf, type Seen } from './numberEvidence.ts'
import { missingSetting } from './missing.ts'
import { truthOf, writtenNumber } from './readNumber.ts'
import {
  isDate,
  isDateInOne,
  isIdentifierName,
  isNumberingName,
  isNumberForPeople,
  isSentence,
  unitOf,
} from './textForms.ts'
import { type Cell, type Column, columnOf, insteadOf, type Table } from './Table.ts'

/** What a column of a table is taken for. */
export type InferredColumn =
  | { readonly _tag: 'Number'; readonly column: Column; readonly numbers: ColumnNumbers }
  | { readonly _tag: 'Category'; readonly column: Column }
  | {
      readonly _tag: 'Ignored'
      readonly column: Column
      readonly reason: string
      /** What it is read as where there is no other column. */
      readonly otherwise?: InferredColumn
    }

/** Texts that hardly ever come again tell rows apart, not kinds of rows. */
const mostlyDistinct = 0.5
const fewDistinct = 50

/** Sentences that are so varied are free text. */
const variedSentences = 0.2

/** Fewer rows say nothing of whether texts come again. */
const fewRows = 10

/** Fewer dates than these may be numbers by chance. */
const fewDates = 3

/** Cells that contradict each other on how numbers are written. */
export const mixedProblem = (
  table: Table,
  name: string,
  [one, two, why]: NonNullable<ColumnNumbers['mixed']>,
): DataProblem =>
  cellProblem(
    `holds ${JSON.stringify(one.text)} in ${table.place(one.row)} and ${JSON.stringify(two.text)}`,
    { row: table.place(two.row), column: name },
    `: numbers with ${why}, so that neither is sure. Write them alike; or say what holds by --columns ${name}=decimal-comma or ${name}=decimal-point, take them for texts by --columns ${name}=category, or leave them out by --columns ${name}=ignore.`,
  )

/** Numbers that the decimal mark of a setting does not read. */
export const unreadProblem = (
  table: Table,
  name: string,
  { row, text }: Seen,
  { decimal }: NumberForm,
): DataProblem => {
  const other = decimal === 'comma' ? 'point' : 'comma'
  return cellProblem(
    `holds ${JSON.stringify(text)}`,
    { row: table.place(row), column: name },
    `, as most of its cells a number that a decimal ${decimal}, as it is set, does not read. Say --decimal ${other}, or of this column alone --columns ${name}=decimal-${other}; or take it for texts by --columns ${name}=category, or leave it out by --columns ${name}=ignore.`,
  )
}

/** What else a text that is no number may be: a number of another form. */
export const adviceOnForm = (cell: Cell, { form }: ColumnNumbers): string => {
  const written =
    typeof cell === 'boolean' || cell === null ? undefined : writtenNumber(String(cell))
  return written === undefined || evidenceOf(written.body) === undefined
    ? ''
    : ` Numbers are read here with ${describeForm(form)}; say otherwise by --decimal ${form.decimal === 'comma' ? 'point' : 'comma'}.`
}

/** What to do about texts that stand among numbers, where they are few. */
const adviceOnTexts = (
  table: Table,
  cells: ReadonlyArray<Cell>,
  rows: ReadonlyArray<number>,
): string => {
  const texts = [...new Set(rows.map((row) => String(cells[row])))]
  const setting = missingSetting(table, texts)
  return setting === undefined || texts.length === 0
    ? 'Correct the cell or leave it empty'
    : `Correct the cell or leave it empty; where it stands for no value, say so by ${setting}`
}

/** Rows that hold a text where their column has numbers, for a person. */
export const textAmong = (name: string): BadRows['what'] => [
  `row with a text among the numbers of ${JSON.stringify(name)}`,
  `rows with texts among the numbers of ${JSON.stringify(name)}`,
]

/** What the cells of a column are, over all rows. */
const kindOf = (
  table: Table,
  { name, cells }: Column,
  numbers: ColumnNumbers,
  declared: ColumnKind | undefined,
): E.Either<DataProblem, 'number' | 'category' | 'nothing'> => {
  let found = 0
  let truths = 0
  let present = 0
  const texts: Array<number> = []
  for (let row = 0; row < cells.length; row++) {
    const cell = cells[row] ?? null
    if (cell === null || cell === '') continue
    present++
    if (truthOf(cell) !== undefined) truths++
    else if (numbers.read(cell) !== undefined) found++
    else texts.push(row)
  }
  if (present === 0) return E.right('nothing')
  if (declared === 'category') return E.right('category')
  if (numbers.mixed !== undefined) return E.left(mixedProblem(table, name, numbers.mixed))
  const [text] = texts
  if (text === undefined) return E.right('number')
  if (numbers.unread !== undefined && found <= mostlyNumbers * present)
    return E.left(unreadProblem(table, name, numbers.unread, numbers.form))
  if (declared === undefined && found <= mostlyNumbers * present) return E.right('category')
  const good = found + truths
  return E.left({
    ...cellProblem(
      `holds ${describeWrong(cells[text] ?? null)}`,
      { row: table.place(text), column: name },
      `, ${
        declared === undefined
          ? `where ${good} other ${good === 1 ? 'cell is a number' : 'cells are numbers'}`
          : 'which is to be read as numbers'
      }. ${adviceOnTexts(table, cells, good > mostlyNumbers * present ? texts : [])}; or take the column for text by --columns ${name}=category, or leave it out by --columns ${name}=ignore.${adviceOnForm(cells[text] ?? null, numbers)}`,
    ),
    // Where most are texts, it is the column that is not what it is said to be, and not some rows.
    ...(found > mostlyNumbers * present
      ? {
          bad: {
            what: textAmong(name),
            rows: texts,
          },
        }
      : {}),
  })
}

const shareOf = (values: ReadonlyArray<string>, is: (text: string) => boolean): number =>
  values.filter(is).length / values.length

const readThem = (name: string): string => `read them by --columns ${name}=category`

const aboutDates = (example: string): string =>
  `dates, such as ${example}; give what matters of them (year, month, weekday, hour) as columns of numbers`

/** Why texts are of no use, where they are not. */
const uselessTexts = (
  name: string,
  texts: ReadonlyArray<string>,
  distinct: Set<string>,
): string | undefined => {
  const example = JSON.stringify(texts[0] ?? '')
  if (shareOf(texts, isDate) > mostlyNumbers) return `${aboutDates(example)}, or ${readThem(name)}`
  if (
    distinct.size > fewDistinct &&
    distinct.size > variedSentences * texts.length &&
    shareOf(texts, isSentence) > mostlyDistinct
  )
    return `free text: ${distinct.size} distinct texts in ${texts.length} rows, such as ${cutText(example)}; ${readThem(name)}`
  const varied =
    (distinct.size > fewDistinct && distinct.size > mostlyDistinct * texts.length) ||
    (distinct.size === texts.length && texts.length >= fewRows)
  if (!varied) return undefined
  return unitOf(texts) !== undefined || shareOf(texts, isNumberForPeople) > mostlyNumbers
    ? `texts such as ${example}; written as plain numbers (1234.5) they are read`
    : `${distinct.size} distinct texts in ${texts.length} rows, such as ${cutText(example)}`
}

const longestText = 60

const cutText = (text: string): string =>
  text.length > longestText ? `${text.slice(0, longestText - 4)}..."` : text

/** Cells of some rows, each with the row that it is of. */
interface SeenCells {
  readonly cells: ReadonlyArray<Cell>
  readonly rowOf: (i: number) => number
}

/** Filtering leaves gaps in the numbers of rows, but not many. */
const mostGaps = 0.5

/** Whether whole numbers count the rows: 1, 2, 3 and on in their order, with some left out. */
const countRows = (
  values: ReadonlyArray<number | undefined>,
  rowOf: SeenCells['rowOf'],
): boolean => {
  const [first] = values
  const last = values.at(-1)
  if (first === undefined || last === undefined || values.length < fewRows) return false
  for (let i = 1; i < values.length; i++)
    if (!((values[i] ?? NaN) > (values[i - 1] ?? NaN))) return false
  // Years count on too, and tell something: the numbers of rows begin with the first row.
  const most = 1 + mostGaps
  const begin = rowOf(0)
  return (
    first >= begin &&
    first <= most * begin + 1 &&
    last - first <= most * (rowOf(values.length - 1) - begin)
  )
}

/**
 * By how much whole numbers count on from row to row; nothing where they do not do so evenly. Of some
 * rows alone those between them count.
 */
export const countOn = (
  values: ReadonlyArray<number | undefined>,
  rowOf: SeenCells['rowOf'],
): number | undefined => {
  const [first, second] = values
  if (first === undefined || second === undefined || values.length < fewRows) return undefined
  const step = (second - first) / (rowOf(1) - rowOf(0))
  return step !== 0 &&
    values.every(
      (value, i) => Number.isSafeInteger(value) && value === first + step * (rowOf(i) - rowOf(0)),
    )
    ? step
    : undefined
}

/** Why numbers are of no use, where they are not. */
const uselessNumbers = (
  name: string,
  { cells, rowOf }: SeenCells,
  { read, form }: ColumnNumbers,
): { readonly reason: string; readonly isPerhaps: boolean } | undefined => {
  // What has a currency or percent sign is a quantity.
  if (cells.length < fewRows || form.sign !== undefined) return undefined
  const values = cells.map(read)
  if (!values.every((value) => Number.isInteger(value))) return undefined
  // What is too large for a number is told apart by its text.
  const distinct = new Set(
    values.map((value, i) => (Number.isSafeInteger(value) ? value : String(cells[i]))),
  ).size
  if (distinct >= fewDates && values.every((value) => isDateInOne(value ?? NaN)))
    return {
      reason: `${aboutDates(String(values[0]))}, or read them by --columns ${name}=number`,
      isPerhaps: false,
    }
  if (distinct < values.length) return undefined
  if (isIdentifierName(name))
    return {
      reason: `numbers that tell rows apart; read them by --columns ${name}=number`,
      isPerhaps: false,
    }
  if (isNumberingName(name) && countOn(values, rowOf) !== undefined)
    return {
      reason: `numbers that count on from row to row; read them by --columns ${name}=number`,
      isPerhaps: true,
    }
  return countRows(values, rowOf)
    ? {
        reason: `numbers that count the rows; read them by --columns ${name}=number`,
        isPerhaps: true,
      }
    : undefined
}

/** A column that is to be understood. */
interface Understanding {
  readonly column: Column
  readonly numbers: ColumnNumbers
  readonly declared: ColumnKind | undefined
  /** The training rows; all by default. */
  readonly rows?: Int32Array | undefined
}

/**
 * What a column is taken for: what the user says, else what its cells look like. Whether it holds
 * numbers or texts all rows decide; whether it is of any use some alone, the training rows.
 */
const inferColumn = (
  table: Table,
  { column, numbers, declared, rows }: Understanding,
): E.Either<DataProblem, InferredColumn> => {
  const ignored = (reason: string): E.Either<DataProblem, InferredColumn> =>
    E.right({ _tag: 'Ignored', column, reason })
  if (declared === 'ignore') return ignored('as --columns says')
  const kind = kindOf(table, column, numbers, declared)
  if (E.isLeft(kind)) return kind
  if (kind.right === 'nothing') return ignored('no cell has a value')

  const { cells, name } = column
  const seen: SeenCells =
    rows === undefined
      ? { cells, rowOf: (i) => i }
      : { cells: Array.from(rows, (row) => cells[row] ?? null), rowOf: (i) => rows[i] ?? 0 }
  const among = rows === undefined ? 'row' : 'training row'
  const [first] = seen.cells
  if (seen.cells.every((cell) => cell === null || cell === ''))
    return ignored(`no ${among} has a value`)
  if (seen.cells.every((cell) => cell === first))
    return ignored(`every ${among} has the same value`)

  if (kind.right === 'number') {
    const useless = declared === undefined ? uselessNumbers(name, seen, numbers) : undefined
    const read: InferredColumn = { _tag: 'Number', column, numbers }
    if (useless === undefined) return E.right(read)
    const { reason, isPerhaps } = useless
    return E.right({ _tag: 'Ignored', column, reason, ...(isPerhaps ? { otherwise: read } : {}) })
  }
  const texts = seen.cells.filter((cell) => cell !== null && cell !== '').map(String)
  const useless = declared === undefined ? uselessTexts(name, texts, new Set(texts)) : undefined
  return useless === undefined ? E.right({ _tag: 'Category', column }) : ignored(useless)
}

/**
 * What the columns of a table are taken for.
 *
 * @param declared - what the user says of columns, by name
 * @param rows - the training rows, by which columns of no use are found; default all
 */
export const inferColumns = (
  table: Table,
  columns: ReadonlyArray<Column>,
  numbers: ReadonlyMap<string, ColumnNumbers>,
  declared: DataOptions['columns'] = {},
  rows?: Int32Array,
): E.Either<DataProblem, ReadonlyArray<InferredColumn>> => {
  const unknown = Object.keys(declared).find((name) => columnOf(table, name) === undefined)
  const kindOfColumn = (name: string): ColumnKind | undefined =>
    // The record holds kinds alone.
    fieldOf(declared, name) as ColumnKind | undefined
  return unknown !== undefined
    ? refuse(
        `has no column ${JSON.stringify(unknown)}, which --columns speaks of; ${insteadOf(table, unknown)}`,
      )
    : pipe(
        columns.flatMap((column) => {
          const own = numbers.get(column.name)
          return own === undefined ? [] : [{ column, numbers: own }]
        }),
        E.traverseArray((one) =>
          inferColumn(table, { ...one, declared: kindOfColumn(one.column.name), rows }),
        ),
      )
}
