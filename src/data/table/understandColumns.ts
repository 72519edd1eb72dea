import * as E from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import { cellProblem, type DataProblem, refuse } from '../DataError.ts'
import { type ColumnKind, type DataOptions } from '../DataOptions.ts'
import { isDate, isIdentifierName, isNumberForPeople } from './textForms.ts'
import { type Cell, type Column, columnOf, namesOf, numberOf, type Table } from './Table.ts'

/** What a column of a table is taken for. */
export type Understood =
  | { readonly _tag: 'Number'; readonly column: Column }
  | { readonly _tag: 'Category'; readonly column: Column }
  | { readonly _tag: 'Ignored'; readonly column: Column; readonly reason: string }

/** From this part of numbers on a column is of numbers with mistakes in it, rather than of texts. */
export const mostlyNumbers = 0.9

/** Texts that hardly ever come again tell rows apart, not kinds of rows. */
const mostlyDistinct = 0.5
const fewDistinct = 50

/** Fewer rows say nothing of whether texts come again. */
const fewRows = 10

/** What the cells of a column are, over all rows. */
const kindOf = (
  table: Table,
  { name, cells }: Column,
  declared: ColumnKind | undefined,
): E.Either<DataProblem, 'number' | 'category' | 'nothing'> => {
  let numbers = 0
  let booleans = 0
  let present = 0
  let text: number | undefined
  for (let row = 0; row < cells.length; row++) {
    const cell = cells[row] ?? null
    if (cell === null) continue
    present++
    if (typeof cell === 'boolean') booleans++
    else if (numberOf(cell) !== undefined) numbers++
    else text ??= row
  }
  if (present === 0) return E.right('nothing')
  if (declared === 'category') return E.right('category')
  if (text === undefined) return E.right('number')
  if (declared === undefined && numbers <= mostlyNumbers * present) return E.right('category')
  const good = numbers + booleans
  return E.left(
    cellProblem(
      `holds the text ${JSON.stringify(cells[text])}`,
      { row: table.place(text), column: name },
      `, ${
        declared === 'number'
          ? 'which is to be read as numbers'
          : `where ${good} other ${good === 1 ? 'cell is a number' : 'cells are numbers'}`
      }. Correct the cell or leave it empty; or take the column for text by --columns ${name}=category, or leave it out by --columns ${name}=ignore.`,
    ),
  )
}

const shareOf = (values: ReadonlyArray<string>, is: (text: string) => boolean): number =>
  values.filter(is).length / values.length

/** Why texts are of no use, where they are not. */
const uselessTexts = (texts: ReadonlyArray<string>, distinct: Set<string>): string | undefined => {
  const example = JSON.stringify(texts[0] ?? '')
  if (shareOf(texts, isDate) > mostlyNumbers)
    return `dates, such as ${example}; give what matters of them (year, month, weekday, hour) as columns of numbers`
  const varied =
    (distinct.size > fewDistinct && distinct.size > mostlyDistinct * texts.length) ||
    (distinct.size === texts.length && texts.length >= fewRows)
  if (!varied) return undefined
  return shareOf(texts, isNumberForPeople) > mostlyNumbers
    ? `texts such as ${example}; written as plain numbers (1234.5) they are read`
    : `${distinct.size} distinct texts in ${texts.length} rows, such as ${example}`
}

/**
 * What a column is taken for: what the user says, else what its cells look like. Whether it holds
 * numbers or texts all rows decide; whether it is of any use some alone, the training rows.
 */
export const understandColumn = (
  table: Table,
  column: Column,
  declared: ColumnKind | undefined,
  rows?: Int32Array,
): E.Either<DataProblem, Understood> => {
  const ignored = (reason: string): E.Either<DataProblem, Understood> =>
    E.right({ _tag: 'Ignored', column, reason })
  if (declared === 'ignore') return ignored('as --columns says')
  const kind = kindOf(table, column, declared)
  if (E.isLeft(kind)) return kind
  if (kind.right === 'nothing') return ignored('no cell has a value')

  const { cells, name } = column
  const seen: ReadonlyArray<Cell> =
    rows === undefined ? cells : Array.from(rows, (row) => cells[row] ?? null)
  const among = rows === undefined ? 'row' : 'training row'
  const [first] = seen
  if (seen.every((cell) => cell === null)) return ignored(`no ${among} has a value`)
  if (seen.every((cell) => cell === first)) return ignored(`every ${among} has the same value`)

  if (kind.right === 'number')
    return declared === undefined && isIdentifierName(name) && tellsRowsApart(seen)
      ? ignored(`numbers that tell rows apart; read them by --columns ${name}=number`)
      : E.right({ _tag: 'Number', column })
  const texts = seen.filter((cell) => cell !== null).map(String)
  const useless = declared === undefined ? uselessTexts(texts, new Set(texts)) : undefined
  return useless === undefined ? E.right({ _tag: 'Category', column }) : ignored(useless)
}

const tellsRowsApart = (cells: ReadonlyArray<Cell>): boolean =>
  cells.length >= fewRows &&
  cells.every((cell) => Number.isInteger(cell)) &&
  new Set(cells).size === cells.length

/**
 * What the columns of a table are taken for.
 *
 * @param declared - what the user says of columns, by name
 * @param rows - the training rows, by which columns of no use are found; default all
 */
export const understandColumns = (
  table: Table,
  columns: ReadonlyArray<Column>,
  declared: DataOptions['columns'] = {},
  rows?: Int32Array,
): E.Either<DataProblem, ReadonlyArray<Understood>> => {
  const unknown = Object.keys(declared).find((name) => columnOf(table, name) === undefined)
  return unknown !== undefined
    ? refuse(
        `has no column ${JSON.stringify(unknown)}, which --columns speaks of; it has ${namesOf(table)}.`,
      )
    : pipe(
        columns,
        E.traverseArray((column) => understandColumn(table, column, declared[column.name], rows)),
      )
}
