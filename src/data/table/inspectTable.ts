import * as E from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import { describeLeftOut, leavingOutBad } from '../badRows.ts'
import { type DataProblem } from '../DataError.ts'
import { type DataOptions } from '../DataOptions.ts'
import { decideNumbers } from './decideNumbers.ts'
import { describeColumns, describeNumbers } from './describeColumns.ts'
import { missingIn, tableWithoutMissing } from './missing.ts'
import {
  checkMarks,
  describeNotes,
  describeTable,
  numberColumns,
  tableRows,
} from './prepareTable.ts'
import { noteColumns } from './noteColumns.ts'
import { calledAs, type Table } from './Table.ts'
import { inferColumns } from './inferColumns.ts'

const inspectWhole = (
  raw: Table,
  options: DataOptions,
  isAll: boolean,
): E.Either<DataProblem, ReadonlyArray<string>> => {
  const { columns: declared = {} } = options
  const table = tableWithoutMissing(
    calledAs(raw, Object.keys(declared)),
    missingIn(options.missing),
    undefined,
  )
  const numbers = decideNumbers(table, table.columns, { options })
  return pipe(
    checkMarks(options),
    E.chain(() => inferColumns(table, table.columns, numbers, declared)),
    E.map((columns) => [
      describeTable(table),
      ...describeNotes([
        ...table.notes,
        ...(table.columns.length === 1 && table.advice !== undefined ? [table.advice] : []),
        ...describeNumbers(table, numberColumns(columns)),
        ...noteColumns(table, columns, numbers, declared),
      ]),
      ...describeColumns(columns, [], isAll),
      'Say which column is to be predicted by --target NAME, and see how the rest is read.',
    ]),
  )
}

/**
 * What a table's columns are taken for, lines for a person, where no column is to be predicted yet.
 *
 * @param isAll - whether every column is told, however many there are
 */
export const inspectTable = (
  raw: Table,
  options: DataOptions = {},
  isAll = false,
): E.Either<DataProblem, ReadonlyArray<string>> =>
  pipe(
    leavingOutBad(tableRows, options.onBad, raw, (rest) => inspectWhole(rest, options, isAll)),
    E.map(({ used: [first = '', ...others], leftOut }) => [
      first,
      ...describeNotes(describeLeftOut(leftOut)),
      ...others,
    ]),
  )
