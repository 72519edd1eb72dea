import { type CsvError, type Options } from 'csv-parse/browser/esm/sync'
import * as E from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import { type DataFile, headOf } from '../DataFile.ts'
import { type DataProblem, dataProblem, refuse } from '../DataError.ts'
import { checkFileSize, tableLimit } from '../memoryLimits.ts'
import { type Delimiter, delimiterOf } from './delimiter.ts'
import { collectRows } from './collectRows.ts'
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
  delimiter: Delimiter,
): Promise<E.Either<DataProblem, Table>> => {
  const rows = collectRows(delimiter, file.size)
  let refused: E.Either<DataProblem, void> = E.right(undefined)
  try {
    await parseRecords(file, {
      bom: true,
      delimiter,
      record_delimiter: ['\r\n', '\n', '\r'],
      relax_column_count: true,
      skip_empty_lines: true,
      on_record: (record, info) => {
        refused = rows.add(record, info)
        // eslint-disable-next-line @typescript-eslint/only-throw-error -- it is caught right below
        if (E.isLeft(refused)) throw stopped
        return null
      },
    })
  } catch (error) {
    return E.isLeft(refused) ? refused : refuse(describeParserError(error, rows.lastLine()))
  }
  return rows.table()
}

// An error of the parser says in which line it stood; its class differs by how the parser was loaded.
const isParserError = (error: unknown): error is CsvError =>
  error instanceof Error && 'code' in error && 'lines' in error

const describeParserError = (error: unknown, lastLine: number): string => {
  if (!isParserError(error)) return `cannot be read: ${String(error)}.`
  return error.code === 'CSV_QUOTE_NOT_CLOSED'
    ? `opens a quote below line ${lastLine} and does not close it. Close it, or double a quote that stands for itself.`
    : `cannot be read: ${error.message}. Quote a cell that holds a quote, and double the quote in it.`
}

/**
 * A table of text separated by commas, semicolons, tabs or vertical bars. The first line names the
 * columns; where it holds numbers it is data, and the columns are called c1, c2 and on. Rows without
 * any value are left out.
 */
export const readDelimited =
  (parseRecords: ParseRecords) =>
  (file: DataFile): TE.TaskEither<DataProblem, Table> =>
    pipe(
      TE.fromEither(checkFileSize(file, tableLimit)),
      TE.chainTaskK(() => () => headOf(file)),
      TE.filterOrElse(
        (head) => !head.includes('\0'),
        () => dataProblem('is no text in UTF-8: it holds zero bytes. Save it as CSV in UTF-8.'),
      ),
      TE.chain((head) => () => parseRows(parseRecords, file, delimiterOf(file.name, head))),
    )
