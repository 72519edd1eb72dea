import * as E from 'fp-ts/lib/Either.js'
import { badData, type DataError } from '../DataError.ts'
import { type DataOptions } from '../DataOptions.ts'
import { type TargetCode } from '../Preparation.ts'
import { allParts, codeClasses, type CodedLabels, codeNumbers } from '../codeLabels.ts'
import { type Column, columnOf, missingWords, namesOf, numberOf, type Table } from './Table.ts'
import { mostlyNumbers } from './understandColumns.ts'

/** Whole numbers of so few values are taken for classes. */
const fewClasses = 20

/** More classes than this part of the rows are no classes. */
const mostClasses = 0.5

/** The column to be predicted. */
export const targetColumn = (
  table: Table,
  wanted: string | undefined,
): E.Either<DataError, Column> => {
  if (wanted === undefined)
    return E.left(
      badData(
        table.file,
        `has the columns ${namesOf(table)}. Say which is to be predicted, by --target NAME.`,
      ),
    )
  const found = columnOf(table, wanted)
  return found === undefined
    ? E.left(
        badData(
          table.file,
          `has no column ${JSON.stringify(wanted)} to predict; it has ${namesOf(table)}.`,
        ),
      )
    : E.right(found)
}

/** Refuses rows without a label. */
const allLabelled = (table: Table, { name, cells }: Column): E.Either<DataError, void> => {
  const first = cells.indexOf(null)
  if (first === -1) return E.right(undefined)
  const count = cells.filter((cell) => cell === null).length
  return E.left(
    badData(
      table.file,
      `has no label in ${table.place(first)}, column ${JSON.stringify(name)}${
        count > 1 ? `, and in ${count - 1} more ${count === 2 ? 'row' : 'rows'}` : ''
      }. Fill it in, or remove the rows without one. ${missingWords} count as missing.`,
    ),
  )
}

/** Refuses labels that hardly come again. */
const areFew = (
  table: Table,
  name: string,
  distinct: number,
  areNumbers: boolean,
): E.Either<DataError, void> =>
  distinct <= fewClasses || distinct <= mostClasses * table.count
    ? E.right(undefined)
    : E.left(
        badData(
          table.file,
          `has ${distinct} distinct values in ${table.count} rows of the column ${JSON.stringify(name)}: these are no classes. Predict another column${
            areNumbers ? ', or a number by --task regression' : ''
          }.`,
        ),
      )

/**
 * The labels of a table: classes where they are texts or whole numbers of few values, numbers
 * otherwise, or as told. Every row must have one.
 */
export const tableLabels = (
  table: Table,
  column: Column,
  task: DataOptions['task'],
): E.Either<DataError, CodedLabels> => {
  const labelled = allLabelled(table, column)
  if (E.isLeft(labelled)) return labelled
  const { cells } = column
  const name = JSON.stringify(column.name)
  const numbers = Float64Array.from(cells, (cell) =>
    typeof cell === 'boolean' ? NaN : (numberOf(cell) ?? NaN),
  )
  const text = numbers.findIndex(Number.isNaN)
  const distinct = new Set(cells).size
  const numeric = numbers.reduce((n, value) => (Number.isNaN(value) ? n : n + 1), 0)
  const fewTexts = numeric > mostlyNumbers * table.count && distinct > fewClasses
  if (text !== -1 && (task === 'regression' || (task === undefined && fewTexts)))
    return E.left(
      badData(
        table.file,
        `holds the text ${JSON.stringify(String(cells[text]))} in ${table.place(text)}, column ${name}, where a number is to be predicted. Correct it, or predict classes by --task classification.`,
      ),
    )
  const wholeAndFew = distinct <= fewClasses && numbers.every(Number.isInteger)
  if (task === 'classification' || (task === undefined && (text !== -1 || wholeAndFew))) {
    const few = areFew(table, column.name, distinct, text === -1)
    if (E.isLeft(few)) return few
    return codeClasses(table.file, {
      // No label is missing.
      values: cells.map((cell) => (typeof cell === 'number' ? cell : String(cell))),
      place: table.place,
      parts: allParts,
      head: table.count,
    })
  }
  return codeNumbers(table.file, `the column ${name}`, numbers)
}

/** The labels that new rows have themselves, as a code names them; `null` where there is none. */
export const knownLabels = (
  table: Table,
  { name, cells }: Column,
  code: TargetCode,
): E.Either<DataError, ReadonlyArray<string | number | null>> => {
  if (code._tag === 'Classes')
    return E.right(cells.map((cell) => (cell === null ? null : String(cell))))
  const labels = cells.map((cell) => (cell === null ? null : numberOf(cell)))
  const bad = labels.indexOf(undefined)
  return bad === -1
    ? E.right(labels.map((label) => label ?? null))
    : E.left(
        badData(
          table.file,
          `holds the text ${JSON.stringify(cells[bad])} in ${table.place(bad)}, column ${JSON.stringify(name)}, where the label is a number. Correct it, or leave the cell empty.`,
        ),
      )
}
