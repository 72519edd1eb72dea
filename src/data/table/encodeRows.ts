import * as E from 'fp-ts/lib/Either.js'
import { cellProblem, type DataProblem, refuse } from '../DataError.ts'
import { meanAndDeviation } from '../meanAndDeviation.ts'
import { type ColumnCode } from '../Preparation.ts'
import { arrayLimit, describeBytes } from '../memoryLimits.ts'
import { type Cell, type Column, namesOf, numberOf, type Table } from './Table.ts'
import { type Understood } from './understandColumns.ts'

/** Values of a category that get a number of their own; rarer ones share none. */
const mostValues = 50

/** What stands for a missing cell among the values of a category. */
const missingValue = ''

const valueOf = (cell: Cell): string => (cell === null ? missingValue : String(cell))

const fitNumber = ({ name, cells }: Column, rows: Int32Array): ColumnCode => {
  const numbers: Array<number> = []
  for (const row of rows) {
    const value = numberOf(cells[row] ?? null)
    if (value !== undefined) numbers.push(value)
  }
  return {
    _tag: 'Number',
    name,
    ...meanAndDeviation(numbers.length, (i) => numbers[i] ?? 0),
    flagged: numbers.length < rows.length,
  }
}

const fitCategory = ({ name, cells }: Column, rows: Int32Array): ColumnCode => {
  const counts = new Map<string, number>()
  for (const row of rows) {
    const value = valueOf(cells[row] ?? null)
    counts.set(value, (counts.get(value) ?? 0) + 1)
  }
  const values = [...counts]
    .sort(([a, n], [b, m]) => m - n || (a < b ? -1 : 1))
    .slice(0, mostValues)
    .map(([value]) => value)
    .sort()
  return { _tag: 'Category', name, values }
}

/** The codes of columns, fitted on some rows alone: the training split's. */
export const fitColumns = (
  columns: ReadonlyArray<Understood>,
  rows: Int32Array,
): ReadonlyArray<ColumnCode> =>
  columns.flatMap((understood): ReadonlyArray<ColumnCode> => {
    switch (understood._tag) {
      case 'Ignored':
        return []
      case 'Number':
        return [fitNumber(understood.column, rows)]
      case 'Category':
        return [fitCategory(understood.column, rows)]
    }
  })

/** How many numbers a column becomes. */
export const widthOf = (code: ColumnCode): number =>
  code._tag === 'Category' ? code.values.length : code.flagged ? 2 : 1

/** How many numbers a row becomes. */
export const widthOfRow = (codes: ReadonlyArray<ColumnCode>): number =>
  codes.reduce((n, code) => n + widthOf(code), 0)

const bytesOfNumber = 4

/** Refuses a table whose rows take more memory as numbers than there may be. */
export const checkRowMemory = (
  table: Table,
  codes: ReadonlyArray<ColumnCode>,
): E.Either<DataProblem, void> => {
  const bytes = table.count * widthOfRow(codes) * bytesOfNumber
  if (bytes <= arrayLimit) return E.right(undefined)
  const [widest] = [...codes].sort((a, b) => widthOf(b) - widthOf(a))
  return refuse(
    `has ${table.count} rows of ${widthOfRow(codes)} numbers, which take ${describeBytes(bytes)}; up to ${describeBytes(arrayLimit)} are held. Give a part of its rows${
      widest !== undefined && widthOf(widest) > 1
        ? `, or leave out columns of many values, such as ${widest.name} with ${widthOf(widest)}, by --columns ${widest.name}=ignore`
        : ''
    }.`,
  )
}

const encodeCategory = (
  { cells }: Column,
  values: ReadonlyArray<string>,
  rows: Int32Array,
  put: (i: number, offset: number, value: number) => void,
): void => {
  const index = new Map(values.map((value, i) => [value, i]))
  for (let i = 0; i < rows.length; i++) {
    const found = index.get(valueOf(cells[rows[i] ?? 0] ?? null))
    if (found !== undefined) put(i, found, 1)
  }
}

const encodeNumber = (
  table: Table,
  { name, cells }: Column,
  { mean, deviation, flagged }: ColumnCode & { readonly _tag: 'Number' },
  rows: Int32Array,
  put: (i: number, offset: number, value: number) => void,
): E.Either<DataProblem, void> => {
  const refuseCell = (row: number, wrong: string, advice: string): E.Either<DataProblem, never> =>
    E.left(cellProblem(`holds ${wrong}`, { row: table.place(row), column: name }, advice))
  for (let i = 0; i < rows.length; i++) {
    const row = rows[i] ?? 0
    const cell = cells[row] ?? null
    if (cell === null) {
      if (flagged) put(i, 1, 1)
      continue
    }
    const value = numberOf(cell)
    if (value === undefined)
      return refuseCell(
        row,
        `the text ${JSON.stringify(cell)}`,
        ', where the network reads a number. Correct it, or leave the cell empty.',
      )
    const scaled = Math.fround((value - mean) / deviation)
    if (!Number.isFinite(scaled))
      return refuseCell(
        row,
        String(value),
        `, which is out of all proportion to the training rows (mean ${mean.toPrecision(4)}, deviation ${deviation.toPrecision(4)}). Correct it, or leave the cell empty.`,
      )
    put(i, 0, scaled)
  }
  return E.right(undefined)
}

/**
 * The numbers of some rows of a table, one row after another. A missing number counts as the mean, a
 * value of a category that was not seen in training as none.
 */
export const encodeRows = (
  table: Table,
  codes: ReadonlyArray<ColumnCode>,
  rows: Int32Array,
): E.Either<DataProblem, Float32Array> => {
  const width = widthOfRow(codes)
  const out = new Float32Array(width * rows.length)
  const columns = new Map(table.columns.map((column) => [column.name, column]))
  let at = 0
  for (const code of codes) {
    const column = columns.get(code.name)
    if (column === undefined)
      return refuse(
        `has no column ${JSON.stringify(code.name)}, which the network reads; it has ${namesOf(table)}.`,
      )
    const start = at
    const put = (i: number, offset: number, value: number): void => {
      out[i * width + start + offset] = value
    }
    if (code._tag === 'Category') encodeCategory(column, code.values, rows, put)
    else {
      const encoded = encodeNumber(table, column, code, rows, put)
      if (E.isLeft(encoded)) return encoded
    }
    at += widthOf(code)
  }
  return E.right(out)
}
