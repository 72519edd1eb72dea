import * as E from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import { type DataProblem } from '../DataError.ts'
import { type DataOptions } from '../DataOptions.ts'
import { describeColumns } from './describeColumns.ts'
import { describeNotes, describeTable } from './prepareTable.ts'
import { type Table } from './Table.ts'
import { understandColumns } from './understandColumns.ts'

/** What a table's columns are taken for, lines for a person, where no column is to be predicted yet. */
export const inspectTable = (
  table: Table,
  declared: DataOptions['columns'],
): E.Either<DataProblem, ReadonlyArray<string>> =>
  pipe(
    understandColumns(table, table.columns, declared),
    E.map((columns) => [
      describeTable(table),
      ...describeNotes(table.notes),
      ...describeColumns(columns, []),
      'Say which column is to be predicted by --target NAME, and see how the rest is read.',
    ]),
  )
