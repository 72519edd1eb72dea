import * as E from 'fp-ts/lib/Either.js'
import { counted, shown } from '../../common/index.ts'
import { cellProblem, type DataProblem, refuse } from '../DataError.ts'
import { extremesOf, meanAndDeviation } from '../meanAndDeviation.ts'
import { type ColumnEncoding } from '../Preparation.ts'
import { arrayLimit, describeBytes } from '../memoryLimits.ts'
import { type ColumnNumbers, plainNumbers } from './decideNumbers.ts'
import { describeWrong } from './describeWrong.ts'
import { isPlain } from './NumberForm.ts'
import { type Column, columnOf, insteadOf, type Table } from './Table.ts'
import { adviceOnForm, textAmong, type InferredColumn } from './inferColumns.ts'
import { firstSpelling, valueKey, valueOf } from './valueKey.ts'

/** The most numbers that a category becomes: where it has more values, the rarer ones share the last. */
const mostValues = 50

/** So many of the rarer values are kept, by which values that were never seen are known from them. */
const mostOthers = 5000

const fitNumber = (
  { name, cells }: Column,
  { read, form }: ColumnNumbers,
  rows: Int32Array,
): ColumnEncoding => {
  const numbers: Array<number> = []
  for (const row of rows) {
    const value = read(cells[row] ?? null)
    if (value !== undefined) numbers.push(value)
  }
  return {
    _tag: 'Number',
    name,
    ...meanAndDeviation(numbers.length, (i) => numbers[i] ?? 0),
    flagged: numbers.length < rows.length,
    ...(numbers.length === 0
      ? {}
      : { range: extremesOf(numbers.length, (i) => numbers[i] ?? NaN) }),
    ...(isPlain(form) ? {} : { form }),
  }
}

const fitCategory = ({ name, cells }: Column, rows: Int32Array): ColumnEncoding => {
  const counts = new Map<string, number>()
  const spell = firstSpelling()
  for (const row of rows) {
    const value = spell(valueOf(cells[row] ?? null))
    counts.set(value, (counts.get(value) ?? 0) + 1)
  }
  const byCount = [...counts]
    .sort(([a, n], [b, m]) => m - n || (a < b ? -1 : 1))
    .map(([value]) => value)
  if (byCount.length <= mostValues) return { _tag: 'Category', name, values: byCount.sort() }
  return {
    _tag: 'Category',
    name,
    values: byCount.slice(0, mostValues - 1).sort(),
    others: byCount.slice(mostValues - 1, mostValues - 1 + mostOthers),
  }
}

/** The codes of columns, fitted on some rows alone: the training split's. */
export const fitColumns = (
  columns: ReadonlyArray<InferredColumn>,
  rows: Int32Array,
): ReadonlyArray<ColumnEncoding> =>
  columns.flatMap((understood): ReadonlyArray<ColumnEncoding> => {
    switch (understood._tag) {
      case 'Ignored':
        return []
      case 'Number':
        return [fitNumber(understood.column, understood.numbers, rows)]
      case 'Category':
        return [fitCategory(understood.column, rows)]
    }
  })

/** How many numbers a column becomes. */
export const widthOf = (code: ColumnEncoding): number =>
  code._tag === 'Category'
    ? code.values.length + (code.others === undefined ? 0 : 1)
    : code.flagged
      ? 2
      : 1

/** How many numbers a row becomes. */
export const widthOfRow = (codes: ReadonlyArray<ColumnEncoding>): number =>
  codes.reduce((n, code) => n + widthOf(code), 0)

const bytesOfNumber = 4

/** Refuses a table whose rows take more memory as numbers than there may be. */
export const checkRowMemory = (
  table: Table,
  codes: ReadonlyArray<ColumnEncoding>,
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
  { values, others }: ColumnEncoding & { readonly _tag: 'Category' },
  rows: Int32Array,
  put: (i: number, offset: number, value: number) => void,
): void => {
  const index = new Map(values.map((value, i) => [valueKey(value), i]))
  const rare = others === undefined ? undefined : values.length
  for (let i = 0; i < rows.length; i++) {
    const found = index.get(valueKey(valueOf(cells[rows[i] ?? 0] ?? null))) ?? rare
    if (found !== undefined) put(i, found, 1)
  }
}

const encodeNumber = (
  table: Table,
  { name, cells }: Column,
  { mean, deviation, flagged }: ColumnEncoding & { readonly _tag: 'Number' },
  numbers: ColumnNumbers,
  rows: Int32Array,
  put: (i: number, offset: number, value: number) => void,
): E.Either<DataProblem, void> => {
  const texts: Array<number> = []
  const beyond: Array<number> = []
  for (let i = 0; i < rows.length; i++) {
    const row = rows[i] ?? 0
    const cell = cells[row] ?? null
    if (cell === null || cell === '') {
      if (flagged) put(i, 1, 1)
      continue
    }
    const value = numbers.read(cell)
    const scaled = value === undefined ? undefined : Math.fround((value - mean) / deviation)
    if (scaled === undefined) texts.push(row)
    else if (Number.isFinite(scaled)) put(i, 0, scaled)
    else beyond.push(row)
  }
  const [text] = texts
  if (text !== undefined)
    return E.left({
      ...cellProblem(
        `holds ${describeWrong(cells[text] ?? null)}`,
        { row: table.place(text), column: name },
        `, where the network reads a number. Correct it, or leave the cell empty.${adviceOnForm(cells[text] ?? null, numbers)}`,
      ),
      bad: { what: textAmong(name), rows: texts },
    })
  const [far] = beyond
  if (far !== undefined)
    return E.left({
      ...cellProblem(
        `holds ${numbers.read(cells[far] ?? null) ?? NaN}`,
        { row: table.place(far), column: name },
        `, which is out of all proportion to the training rows (mean ${mean.toPrecision(4)}, deviation ${deviation.toPrecision(4)}). Correct it, or leave the cell empty.`,
      ),
      bad: {
        what: [
          `row with a number out of all proportion in ${JSON.stringify(name)}`,
          `rows with numbers out of all proportion in ${JSON.stringify(name)}`,
        ],
        rows: beyond,
      },
    })
  return E.right(undefined)
}

/**
 * The numbers of some rows of a table, one row after another. A missing number counts as the mean, a
 * value of a category that was not seen in training as a rare one, or as none where there are no such.
 *
 * @param numbers - how the numbers of each column are read
 */
export const encodeRows = (
  table: Table,
  codes: ReadonlyArray<ColumnEncoding>,
  rows: Int32Array,
  numbers: ReadonlyMap<string, ColumnNumbers>,
): E.Either<DataProblem, Float32Array> => {
  const width = widthOfRow(codes)
  const out = new Float32Array(width * rows.length)
  const columns = new Map(table.columns.map((column) => [column.name, column]))
  let at = 0
  for (const code of codes) {
    const column = columns.get(code.name)
    if (column === undefined)
      return refuse(
        `has no column ${JSON.stringify(code.name)}, which the network reads; ${insteadOf(table, code.name)}`,
      )
    const start = at
    const put = (i: number, offset: number, value: number): void => {
      out[i * width + start + offset] = value
    }
    const own = numbers.get(code.name) ?? plainNumbers
    if (code._tag === 'Category') encodeCategory(column, code, rows, put)
    else {
      const encoded = encodeNumber(table, column, code, own, rows, put)
      if (E.isLeft(encoded)) return encoded
    }
    at += widthOf(code)
  }
  return E.right(out)
}

const mostNamed = 3

/** What is to be noted of values of categories that were not seen in training. */
export const unknownValues = (
  table: Table,
  codes: ReadonlyArray<ColumnEncoding>,
): ReadonlyArray<string> =>
  codes.flatMap((code) => {
    const column = columnOf(table, code.name)
    if (code._tag === 'Number' || column === undefined) return []
    const known = new Set([...code.values, ...(code.others ?? [])].map(valueKey))
    const unknown = new Map<string, number>()
    let rows = 0
    for (const [row, cell] of column.cells.entries()) {
      const value = valueOf(cell)
      if (value === '' || known.has(valueKey(value))) continue
      rows++
      if (!unknown.has(value)) unknown.set(value, row)
    }
    if (rows === 0) return []
    const named = [...unknown]
      .slice(0, mostNamed)
      .map(([value, row]) => `${shown(value)} in ${table.place(row)}`)
    return [
      `column ${JSON.stringify(code.name)} holds ${counted(unknown.size, 'value')} that the network was not trained on, in ${counted(rows, 'row')}: ${named.join(', ')}${unknown.size > mostNamed ? ' and others' : ''}; ${
        code.others === undefined
          ? 'to the network it is as none'
          : 'to the network it is as a rare one'
      }`,
    ]
  })
