import * as E from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import { counted } from '../../common/index.ts'
import { leavingOutBad, type Rows } from '../badRows.ts'
import { type DataProblem, dataProblem } from '../DataError.ts'
import { type CodedLabels } from '../codeLabels.ts'
import { type DataOptions, readingOf } from '../DataOptions.ts'
import { type PreparedData, withLeftOut } from '../Prepared.ts'
import { prepareParts } from '../prepareParts.ts'
import { fewestRows, type RowSplit, splitOf, splitRows } from '../splitRows.ts'
import { type ColumnNumbers, decideNumbers, plainNumbers } from './decideNumbers.ts'
import { describeColumns, describeNumbers } from './describeColumns.ts'
import { checkRowMemory, encodeRows, fitColumns, widthOfRow } from './encodeRows.ts'
import { swampingNumbers } from './extremes.ts'
import { missingIn, tableWithoutMissing, withoutMissing } from './missing.ts'
import { noteColumns } from './noteColumns.ts'
import { calledAs, type Column, type Table } from './Table.ts'
import { labelColumn, tableLabels, targetColumn } from './tableLabels.ts'
import { type InferredColumn, inferColumns } from './inferColumns.ts'

const describeIgnored = (understood: InferredColumn): string =>
  `; ${understood.column.name} is ignored (${'reason' in understood ? understood.reason : ''})`

/** What the columns but the target are taken for; one of them at least is read. */
const understandInputs = (
  table: Table,
  target: string,
  numbers: ReadonlyMap<string, ColumnNumbers>,
  declared: DataOptions['columns'],
  rows: RowSplit,
): E.Either<DataProblem, ReadonlyArray<InferredColumn>> =>
  pipe(
    inferColumns(
      table,
      table.columns.filter(({ name }) => name !== target),
      numbers,
      declared,
      rows.train,
    ),
    E.map((columns) =>
      columns.some(({ _tag }) => _tag !== 'Ignored')
        ? columns
        : columns.map((column) => ('otherwise' in column ? column.otherwise : column)),
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
  `${form}, ${counted(count, 'row')}, ${counted(columns.length, 'column')}`

/** What is to be noted about a table, lines for a person. */
export const describeNotes = (notes: ReadonlyArray<string>): ReadonlyArray<string> =>
  notes.map((note) => `note: ${note}`)

/** The rows of a table, of which some can be left out. */
export const tableRows: Rows<Table> = {
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
  before: ({ leftOut = [] }) => leftOut,
}

/** The columns that are read as numbers, each with how. */
export const numberColumns = (
  columns: ReadonlyArray<InferredColumn>,
): ReadonlyArray<{ readonly name: string; readonly numbers: ColumnNumbers }> =>
  columns.flatMap((one) =>
    one._tag === 'Number' ? [{ name: one.column.name, numbers: one.numbers }] : [],
  )

/** A table whose missing cells are found, and how its numbers are read. */
interface ReadTable {
  readonly table: Table
  readonly numbers: ReadonlyMap<string, ColumnNumbers>
  readonly target: Column
  readonly targetNumbers: ColumnNumbers
  readonly notes: ReadonlyArray<string>
}

const readCells = (raw: Table, target: Column, options: DataOptions): ReadTable => {
  const isMissing = missingIn(options.missing)
  const table = tableWithoutMissing(raw, isMissing, target.name)
  const numbers = decideNumbers(
    table,
    table.columns.map((column) =>
      column.name === target.name ? withoutMissing(column, isMissing) : column,
    ),
    { options },
  )
  const targetNumbers = numbers.get(target.name) ?? plainNumbers
  const { column, notes } = labelColumn(target, isMissing, targetNumbers, options)
  return { table, numbers, target: column, targetNumbers, notes }
}

/** Refuses the same mark for two purposes. */
export const checkMarks = ({ decimal, thousands }: DataOptions): E.Either<DataProblem, void> =>
  decimal !== undefined && decimal === thousands
    ? E.left(
        dataProblem(
          `cannot be read with --decimal ${decimal} and --thousands ${thousands}: one mark does not stand for both.`,
        ),
      )
    : E.right(undefined)

/** What the labels are read as, of the column that they stand in. */
const labelsAs = (
  { code }: CodedLabels,
  { target: column, targetNumbers: numbers }: ReadTable,
): InferredColumn =>
  code._tag === 'Number' ? { _tag: 'Number', column, numbers } : { _tag: 'Category', column }

/** The columns whose numbers are scaled: inputs, and labels that are numbers. */
const numbersToScale = (
  columns: ReadonlyArray<InferredColumn>,
  labels: CodedLabels,
  read: ReadTable,
): ReadonlyArray<InferredColumn & { readonly _tag: 'Number' }> =>
  [...columns, labelsAs(labels, read)].flatMap((one) => (one._tag === 'Number' ? [one] : []))

const prepareWhole = (
  raw: Table,
  options: DataOptions,
  isAll: boolean,
): E.Either<DataProblem, PreparedData> =>
  pipe(
    checkMarks(options),
    E.chain(() => targetColumn(raw, options.target)),
    E.filterOrElse(
      () => raw.count >= fewestRows,
      () =>
        dataProblem(
          `has ${counted(raw.count, 'row')} of data; training, validation and test need ${fewestRows} at least.`,
        ),
    ),
    E.map((target) => readCells(raw, target, options)),
    E.bindTo('read'),
    E.bind('labels', ({ read: { table, target, targetNumbers } }) =>
      tableLabels(table, target, targetNumbers, options),
    ),
    E.let('rows', ({ labels: { code, values } }) =>
      splitRows(raw.count, code._tag === 'Classes' ? values : undefined, splitOf(options)),
    ),
    E.bind('columns', ({ read: { table, numbers, target }, rows }) =>
      understandInputs(table, target.name, numbers, options.columns, rows),
    ),
    E.let('codes', ({ columns, rows }) => fitColumns(columns, rows.train)),
    E.chainFirst(({ read, codes }) => checkRowMemory(read.table, codes)),
    E.chain(({ read, labels, rows, columns, codes }) => {
      const { table, numbers, target, targetNumbers } = read
      const reading = readingOf(options)
      return prepareParts({
        report: [
          describeTable(table),
          ...describeNotes([
            ...table.notes,
            ...describeNumbers(table, [
              ...numberColumns(columns),
              ...(labels.code._tag === 'Number'
                ? [{ name: target.name, numbers: targetNumbers }]
                : []),
            ]),
            ...noteColumns(table, [...columns, labelsAs(labels, read)], numbers, options.columns),
            ...swampingNumbers(table, numbersToScale(columns, labels, read), rows.train),
            ...read.notes,
          ]),
          ...describeColumns(columns, codes, isAll),
        ],
        targetName: target.name,
        labels,
        rows,
        shape: [widthOfRow(codes)],
        encode: (part) =>
          pipe(
            encodeRows(table, codes, part, numbers),
            E.map((values) => ({ values, scale: 1 })),
          ),
        preparation: (code) => ({
          _tag: 'Table',
          columns: codes,
          target: code,
          targetColumn: target.name,
          ...(Object.keys(reading).length === 0 ? {} : { reading }),
        }),
      })
    }),
  )

/**
 * Splits a table and makes numbers of it: scaled numbers, one number a value of a category. What is
 * fitted (means, deviations, values) is fitted on the training rows alone.
 *
 * @param isAll - whether the report tells every column, however many there are
 */
export const prepareTable = (
  table: Table,
  options: DataOptions,
  isAll = false,
): E.Either<DataProblem, PreparedData> =>
  pipe(
    leavingOutBad(
      tableRows,
      options.onBad,
      calledAs(table, [
        ...(options.target === undefined ? [] : [options.target]),
        ...Object.keys(options.columns ?? {}),
      ]),
      (rest) => prepareWhole(rest, options, isAll),
    ),
    E.map(({ used, leftOut }) => withLeftOut(used, leftOut)),
  )
