import * as E from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import { counted } from '../../common/index.ts'
import { cellProblem, type DataProblem, refuse } from '../DataError.ts'
import { type DataOptions } from '../DataOptions.ts'
import { type TargetCode } from '../Preparation.ts'
import { allParts, codeClasses, type CodedLabels, codeNumbers } from '../codeLabels.ts'
import { type Column, columnOf, missingTexts, namesOf, numberOf, type Table } from './Table.ts'
import { mostlyNumbers } from './understandColumns.ts'

/** Whole numbers of so few values are taken for classes. */
const fewClasses = 20

/** More classes than this part of the rows are no classes. */
const mostClasses = 0.5

/** The column to be predicted. */
export const targetColumn = (
  table: Table,
  wanted: string | undefined,
): E.Either<DataProblem, Column> => {
  if (wanted === undefined)
    return refuse(
      `has the columns ${namesOf(table)}. Say which is to be predicted, by --target NAME.`,
    )
  const found = columnOf(table, wanted)
  return found === undefined
    ? refuse(`has no column ${JSON.stringify(wanted)} to predict; it has ${namesOf(table)}.`)
    : E.right(found)
}

/** Refuses rows without a label. */
const checkAllLabelled = (table: Table, { name, cells }: Column): E.Either<DataProblem, void> => {
  const first = cells.indexOf(null)
  if (first === -1) return E.right(undefined)
  const rows = cells.flatMap((cell, row) => (cell === null ? [row] : []))
  const others = rows.length - 1
  return E.left({
    ...cellProblem(
      'has no label',
      { row: table.place(first), column: name },
      `${others > 0 ? `, and in ${counted(others, 'more row', 'more rows')}` : ''}. Fill it in, or remove the rows without one. ${missingTexts} count as missing.`,
    ),
    bad: { what: ['row without a label', 'rows without a label'], rows },
  })
}

/** Refuses labels that hardly come again. */
const checkFewClasses = (
  table: Table,
  { name }: Column,
  distinct: number,
  areNumbers: boolean,
): E.Either<DataProblem, void> =>
  distinct <= fewClasses || distinct <= mostClasses * table.count
    ? E.right(undefined)
    : refuse(
        `has ${distinct} distinct values in ${table.count} rows of the column ${JSON.stringify(name)}: these are no classes. Predict another column${
          areNumbers ? ', or a number by --task regression' : ''
        }.`,
      )

const classesOf = (
  table: Table,
  column: Column,
  distinct: number,
  areNumbers: boolean,
): E.Either<DataProblem, CodedLabels> =>
  pipe(
    checkFewClasses(table, column, distinct, areNumbers),
    E.chain(() =>
      codeClasses({
        // No label is missing.
        values: column.cells.map((cell) => (typeof cell === 'number' ? cell : String(cell))),
        place: table.place,
        parts: allParts,
        head: table.count,
      }),
    ),
  )

/** Labels of which none is missing. */
const codeLabels = (
  table: Table,
  column: Column,
  task: DataOptions['task'],
): E.Either<DataProblem, CodedLabels> => {
  const { cells, name } = column
  const numbers = Float64Array.from(cells, (cell) =>
    typeof cell === 'boolean' ? NaN : (numberOf(cell) ?? NaN),
  )
  const text = numbers.findIndex(Number.isNaN)
  const distinct = new Set(cells).size
  const numeric = numbers.reduce((n, value) => (Number.isNaN(value) ? n : n + 1), 0)
  const fewTexts = numeric > mostlyNumbers * table.count && distinct > fewClasses
  if (text !== -1 && (task === 'regression' || (task === undefined && fewTexts)))
    return E.left({
      ...cellProblem(
        `holds the text ${JSON.stringify(String(cells[text]))}`,
        { row: table.place(text), column: name },
        ', where a number is to be predicted. Correct it, or predict classes by --task classification.',
      ),
      bad: {
        what: ['row whose label is no number', 'rows whose labels are no numbers'],
        rows: Array.from(numbers.entries()).flatMap(([row, value]) =>
          Number.isNaN(value) ? [row] : [],
        ),
      },
    })
  const wholeAndFew = distinct <= fewClasses && numbers.every(Number.isInteger)
  return task === 'classification' || (task === undefined && (text !== -1 || wholeAndFew))
    ? classesOf(table, column, distinct, text === -1)
    : codeNumbers(`the column ${JSON.stringify(name)}`, numbers)
}

/**
 * The labels of a table: by default classes where they are texts or whole numbers of few values,
 * else numbers. Every row must have one.
 */
export const tableLabels = (
  table: Table,
  column: Column,
  task: DataOptions['task'],
): E.Either<DataProblem, CodedLabels> =>
  pipe(
    checkAllLabelled(table, column),
    E.chain(() => codeLabels(table, column, task)),
  )

/** The labels that new rows have themselves, as a code names them; `null` where there is none. */
export const knownLabels = (
  table: Table,
  { name, cells }: Column,
  code: TargetCode,
): E.Either<DataProblem, ReadonlyArray<string | number | null>> => {
  if (code._tag === 'Classes')
    return E.right(cells.map((cell) => (cell === null ? null : String(cell))))
  const labels = cells.map((cell) => (cell === null ? null : numberOf(cell)))
  const bad = labels.indexOf(undefined)
  return bad === -1
    ? E.right(labels.map((label) => label ?? null))
    : E.left(
        cellProblem(
          `holds the text ${JSON.stringify(cells[bad])}`,
          { row: table.place(bad), column: name },
          ', where the label is a number. Correct it, or leave the cell empty.',
        ),
      )
}
