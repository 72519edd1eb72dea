import { type CsvError, type Options } from 'csv-parse/browser/esm/sync'
import * as E from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import { afterLines } from '../afterLines.ts'
import { type DataFile, headBytes, headOf } from '../DataFile.ts'
import { type TableReading } from '../DataOptions.ts'
import { type DataProblem, refuse } from '../DataError.ts'
import { decodeFile } from '../decodeFile.ts'
import { checkFileSize, tableLimit } from '../memoryLimits.ts'
import { collectRows } from './collectRows.ts'
import { type Dialect, dialectOf } from './dialect.ts'
import { type Table } from './Table.ts'

/** What csv-parse is asked for. It hands every record to `on_record`, and an error thrown there ends it. */
export type ParseOptions = Options & {
  readonly on_record: (
    record: ReadonlyArray<string>,
    info: { readonly bytes: number; readonly lines: number },
  ) => null
}

/** Parses a file's records by csv-parse: in a page its whole bytes, in Node a stream of them. */
export type ParseRecords = (file: DataFile, options: ParseOptions) => Promise<void>

/** Parses the whole bytes of a file, without Node. */
export const parseWhole: ParseRecords = async (file, options) => {
  const { parse } = await import('csv-parse/browser/esm/sync')
  const bytes = new Uint8Array(await file.slice())
  const hasMark = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf
  // The parser compares the mark in a way that plain bytes do not know.
  parse(hasMark ? bytes.subarray(3) : bytes, { ...options, bom: false })
}

const stopped = Symbol('a record was refused')

/** Parses a file until one of its records is refused. */
const parseRows = async (
  parseRecords: ParseRecords,
  file: DataFile,
  dialect: Dialect,
  options: TableReading,
): Promise<E.Either<DataProblem, Table>> => {
  const above = dialect.firstLine - 1
  const rows = collectRows(dialect, options, file.size)
  let refused: E.Either<DataProblem, void> = E.right(undefined)
  try {
    await parseRecords(file, {
      bom: true,
      delimiter: dialect.delimiter,
      quote: dialect.quote,
      escape: dialect.quote ?? '"',
      record_delimiter: ['\r\n', '\n', '\r'],
      relax_column_count: true,
      skip_empty_lines: true,
      on_record: (record, info) => {
        refused = rows.add(record, { bytes: info.bytes, lines: info.lines + above })
        // oxlint-disable-next-line typescript/only-throw-error -- it is caught right below
        if (E.isLeft(refused)) throw stopped
        return null
      },
    })
  } catch (error) {
    return E.isLeft(refused) ? refused : refuse(describeParserError(error, rows.lastLine(), above))
  }
  return rows.table()
}

// An error of the parser says in which line it stood; its class differs by how the parser was loaded.
const isParserError = (error: unknown): error is CsvError =>
  error instanceof Error && 'code' in error && 'lines' in error

const quoteAdvice = 'or where quotes stand for themselves, as inches do, say so by --quote none.'

const describeParserError = (error: unknown, lastLine: number, above: number): string => {
  if (!isParserError(error)) return `cannot be read: ${String(error)}.`
  const line = typeof error['lines'] === 'number' ? error['lines'] + above : lastLine + 1
  const cell = typeof error['column'] === 'number' ? `, cell ${error['column'] + 1}` : ''
  const code: string = error.code
  switch (code) {
    case 'CSV_QUOTE_NOT_CLOSED':
      return `opens a quote below line ${lastLine} and does not close it. Close it; ${quoteAdvice}`
    case 'INVALID_OPENING_QUOTE':
      return `has a quote within a cell that does not begin with one, in line ${line}${cell}. Quote the whole cell and double the quote in it; ${quoteAdvice}`
    case 'CSV_INVALID_CLOSING_QUOTE':
      return `has text after the quote that ends a cell, in line ${line}${cell}. Double a quote that stands within a cell in quotes; ${quoteAdvice}`
    default:
      return `cannot be read: ${error.message}. Quote a cell that holds a quote, and double the quote in it.`
  }
}

/** Leaves out what stands above a table, finds out how it is written, and parses it. */
const parseTable = async (
  parseRecords: ParseRecords,
  file: DataFile,
  options: TableReading,
): Promise<E.Either<DataProblem, Table>> => {
  const above = options.skipLines ?? 0
  const below = await afterLines(file, above)
  const text = await headOf(below)
  const dialect = dialectOf(file.name, { text, isWhole: below.size <= headBytes, above }, options)
  const table = await afterLines(below, dialect.firstLine - 1 - above)
  return parseRows(parseRecords, table, dialect, options)
}

/**
 * A table of text separated by commas, semicolons, tabs or vertical bars. The first line names the
 * columns; where it holds numbers it is data, and the columns are called c1, c2 and on. Rows without
 * any value are left out.
 */
export const readDelimited =
  (parseRecords: ParseRecords) =>
  (
    file: DataFile,
    ...[, options = {}]: [isRead?: (column: string) => boolean, options?: TableReading]
  ): TE.TaskEither<DataProblem, Table> =>
    pipe(
      TE.fromEither(checkFileSize(file, tableLimit)),
      TE.chain(() => decodeFile(file, options.encoding)),
      TE.chain(
        ({ file: text, notes }) =>
          async () =>
            pipe(
              await parseTable(parseRecords, text, options),
              E.map((table) => ({ ...table, notes: [...notes, ...table.notes] })),
            ),
      ),
    )
