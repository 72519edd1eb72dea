import { CsvError, parse } from 'csv-parse'
import * as E from 'fp-ts/lib/Either.js'
import { createReadStream } from 'node:fs'
import {
  badData,
  type Cell,
  type CellCollector,
  cellOfText,
  cellsWithin,
  collectCells,
  type DataError,
  type Delimiter,
  delimiterName,
  delimiterOf,
  headerOf,
  type Table,
  tableLimit,
} from '../../../data/index.ts'
import { sizeWithin } from '../sizeWithin.ts'
import { headOf } from './headOf.ts'

interface Parsed {
  readonly record: ReadonlyArray<string>
  readonly info: { readonly bytes: number; readonly lines: number }
}

/** After so many rows it is estimated how many there are. */
const rowsToEstimate = 10_000

const decimalComma = /^[+-]?(?:\d+|\d{1,3}(?:\.\d{3})+)?,\d+\s?%?$/

/** How a cell of a file is read: where semicolons separate cells, a comma in a number is its decimal mark. */
const cellReader = (delimiter: Delimiter): ((text: string) => Cell) =>
  delimiter === ';'
    ? (text) =>
        cellOfText(
          decimalComma.test(text.trim()) ? text.replaceAll('.', '').replace(',', '.') : text,
        )
    : cellOfText

const newline = /\r\n|\n|\r/g

/** The line that a record begins in: it ends in the one that the parser tells. */
const lineOf = ({ record, info }: Parsed): number =>
  record.reduce(
    (line, text) => (text.includes('\n') ? line - (text.match(newline)?.length ?? 0) : line),
    info.lines,
  )

const wordsOf = (error: unknown, lastLine: number): string => {
  if (!(error instanceof CsvError)) return `cannot be read: ${String(error)}.`
  return error.code === 'CSV_QUOTE_NOT_CLOSED'
    ? `opens a quote below line ${lastLine} and does not close it. Close it, or double a quote that stands for itself.`
    : `cannot be read: ${error.message}. Quote a cell that holds a quote, and double the quote in it.`
}

/**
 * A table of text separated by commas, semicolons, tabs or vertical bars. The first line names the
 * columns; where it holds numbers it is data, and the columns are called c1, c2 and on. Rows without
 * any value are left out.
 */
export const readDelimited = async (file: string): Promise<E.Either<DataError, Table>> => {
  const size = await sizeWithin(file, tableLimit)
  if (E.isLeft(size)) return size
  const head = await headOf(file)
  if (head.includes('\0'))
    return E.left(
      badData(file, 'is no text in UTF-8: it holds zero bytes. Save it as CSV in UTF-8.'),
    )
  const delimiter = delimiterOf(file, head)
  const cellOf = cellReader(delimiter)
  const parser = createReadStream(file).pipe(
    parse({
      bom: true,
      delimiter,
      info: true,
      record_delimiter: ['\r\n', '\n', '\r'],
      relax_column_count: true,
      skip_empty_lines: true,
    }),
  )
  const notes: Array<string> = []
  const lines: Array<number> = []
  let lastLine = 0
  let emptyRows = 0
  let names: ReadonlyArray<string> | undefined
  let columns: ReadonlyArray<CellCollector> = []
  try {
    // With `info` csv-parse gives each record with where it was found.
    for await (const parsed of parser as AsyncIterable<Parsed>) {
      const { record, info } = parsed
      const line = info.lines === lastLine + 1 ? info.lines : lineOf(parsed)
      lastLine = info.lines
      const row = record.map(cellOf)
      if (names === undefined) {
        const header = headerOf(file, record, row)
        if (E.isLeft(header)) return header
        names = header.right.names
        notes.push(...header.right.notes)
        columns = names.map(collectCells)
        if (!header.right.isData) continue
      }
      if (row.length > 1 && row.every((cell) => cell === null)) {
        emptyRows++
        continue
      }
      if (row.length !== names.length)
        return E.left(
          badData(
            file,
            `has ${row.length} ${row.length === 1 ? 'cell' : 'cells'} in line ${line}, but ${names.length} ${names.length === 1 ? 'column' : 'columns'}. Correct that line; a cell that holds a ${delimiterName[delimiter]} is put in quotes.`,
          ),
        )
      lines.push(line)
      if (lines.length % rowsToEstimate === 0) {
        const fits = cellsWithin(file, (lines.length * names.length * size.right) / info.bytes)
        if (E.isLeft(fits)) return fits
      }
      for (let i = 0; i < columns.length; i++) columns[i]?.push(row[i] ?? null)
    }
  } catch (error) {
    return E.left(badData(file, wordsOf(error, lastLine)))
  }
  if (names === undefined || lines.length === 0)
    return E.left(badData(file, 'has no row of data below the names of its columns.'))
  if (emptyRows > 0)
    notes.push(`${emptyRows} ${emptyRows === 1 ? 'row' : 'rows'} without any value left out`)
  return E.right({
    file,
    form:
      delimiter === '\t'
        ? 'TSV'
        : delimiter === ','
          ? 'CSV'
          : `CSV with ${delimiterName[delimiter]}s`,
    columns: names.map((name, i) => ({ name, cells: columns[i]?.cells ?? [] })),
    count: lines.length,
    place: (row) => `line ${lines[row] ?? row + 1}`,
    notes,
  })
}
