import * as E from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import { counted } from '../../common/index.ts'
import { leavingOutBad, type Rows } from '../badRows.ts'
import { type DataProblem, dataProblem } from '../DataError.ts'
import { type DataOptions } from '../DataOptions.ts'
import { type PreparedData, withLeftOut } from '../Prepared.ts'
import { prepareParts } from '../prepareParts.ts'
import { fewestRows, type RowSplit, splitOf, splitRows } from '../splitRows.ts'
import { describeColumns } from './describeColumns.ts'
import { checkRowMemory, encodeRows, fitColumns, widthOfRow } from './encodeRows.ts'
import { type Table } from './Table.ts'
import { tableLabels, targetColumn } from './tableLabels.ts'
import { type Understood, understandColumns } from './understandColumns.ts'

const describeIgnored = (understood: Understood): string =>
  `; ${understood.column.name} is ignored (${'reason' in understood ? understood.reason : ''})`

/** What the columns but the target are taken for; one of them at least is read. */
const understandInputs = (
  table: Table,
  target: string,
  declared: DataOptions['columns'],
  rows: RowSplit,
): E.Either<DataProblem, ReadonlyArray<Understood>> =>
  pipe(
    understandColumns(
      table,
      table.columns.filter(({ name }) => name !== target),
      declared,
      rows.train,
    ),
    E.filterOrElse(
      (columns) => columns.some(({ _tag }) => _tag !== 'Ignored'),
      (columns) =>
        dataProblem(
          `has no column to predict ${JSON.stringify(target)} from${columns.map(describeIgnored).slice(0, 3).join('')}.`,
        ),
    ),
  )

/** A line for a person: the form of a table and its size. */
export const describeTable = ({ form, count, columns }: Table): string =>
  `${form}, ${count} rows, ${columns.length} columns`

/** What is to be noted about a table, lines for a person. */
export const describeNotes = (notes: ReadonlyArray<string>): ReadonlyArray<string> =>
  notes.map((note) => `note: ${note}`)

/** The rows of a table, of which some can be left out. */
const tableRows: Rows<Table> = {
  count: ({ count }) => count,
  place: ({ place }, row) => place(row),
  select: ({ columns, place, ...table }, rows) => ({
    ...table,
    columns: columns.map(({ cells, ...column }) => ({
      ...column,
      cells: Array.from(rows, (row) => cells[row] ?? null),
    })),
    count: rows.length,
    place: (row) => place(rows[row] ?? row),
  }),
}

const prepareWhole = (table: Table, options: DataOptions): E.Either<DataProblem, PreparedData> =>
  pipe(
    targetColumn(table, options.target),
    E.filterOrElse(
      () => table.count >= fewestRows,
      () =>
        dataProblem(
          `has ${counted(table.count, 'row')} of data; training, validation and test need ${fewestRows} at least.`,
        ),
    ),
    E.bindTo('target'),
    E.bind('labels', ({ target }) => tableLabels(table, target, options.task)),
    E.let('rows', ({ labels: { code, values } }) =>
      splitRows(table.count, code._tag === 'Classes' ? values : undefined, splitOf(options)),
    ),
    E.bind('columns', ({ target, rows }) =>
      understandInputs(table, target.name, options.columns, rows),
    ),
    E.let('codes', ({ columns, rows }) => fitColumns(columns, rows.train)),
    E.chainFirst(({ codes }) => checkRowMemory(table, codes)),
    E.chain(({ target, labels, rows, columns, codes }) =>
      prepareParts({
        report: [
          describeTable(table),
          ...describeNotes(table.notes),
          ...describeColumns(columns, codes),
        ],
        targetName: target.name,
        labels,
        rows,
        shape: [widthOfRow(codes)],
        encode: (part) =>
          pipe(
            encodeRows(table, codes, part),
            E.map((values) => ({ values, scale: 1 })),
          ),
        preparation: (code) => ({
          _tag: 'Table',
          columns: codes,
          target: code,
          targetColumn: target.name,
        }),
      }),
    ),
  )

/**
 * Splits a table and makes numbers of it: scaled numbers, one number a value of a category. What is
 * fitted (means, deviations, values) is fitted on the training rows alone.
 */
export const prepareTable = (
  table: Table,
  options: DataOptions,
): E.Either<DataProblem, PreparedData> =>
  pipe(
    leavingOutBad(tableRows, options.onBad, table, (rest) => prepareWhole(rest, options)),
    E.map(({ used, leftOut }) => withLeftOut(used, leftOut)),
  )
