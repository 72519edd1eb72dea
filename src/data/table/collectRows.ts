import * as E from 'fp-ts/lib/Either.js'
import { counted } from '../../common/index.ts'
import { type DataProblem, refuse } from '../DataError.ts'
import { checkCellCount } from '../memoryLimits.ts'
import { type CellCollector, collectCells } from './collectCells.ts'
import { type Delimiter, delimiterName } from './delimiter.ts'
import { headerOf } from './header.ts'
import { type Cell, cellOfText, type Table } from './Table.ts'

/** Records of text that become the rows of a table; the first may be its header. */
export interface RowCollector {
  /**
   * @param info - where the record ends: the bytes and lines of the file up to there
   */
  readonly add: (
    record: ReadonlyArray<string>,
    info: { readonly bytes: number; readonly lines: number },
  ) => E.Either<DataProblem, void>
  /** The line in which the last record ended. */
  readonly lastLine: () => number
  readonly table: () => E.Either<DataProblem, Table>
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
const firstLineOf = (record: ReadonlyArray<string>, lastLine: number): number =>
  record.reduce(
    (line, text) => (text.includes('\n') ? line - (text.match(newline)?.length ?? 0) : line),
    lastLine,
  )

const formOf = (delimiter: Delimiter): string => {
  switch (delimiter) {
    case '\t':
      return 'TSV'
    case ',':
      return 'CSV'
    case ';':
    case '|':
      return `CSV with ${delimiterName[delimiter]}s`
  }
}

/**
 * Collects the records of a file of text.
 *
 * @param size - the bytes of the file, by which the number of its cells is estimated
 */
export const collectRows = (delimiter: Delimiter, size: number): RowCollector => {
  const cellOf = cellReader(delimiter)
  const notes: Array<string> = []
  const lines: Array<number> = []
  let lastLine = 0
  let emptyRows = 0
  let names: ReadonlyArray<string> | undefined
  let columns: ReadonlyArray<CellCollector> = []
  return {
    add: (record, info) => {
      const line = info.lines === lastLine + 1 ? info.lines : firstLineOf(record, info.lines)
      lastLine = info.lines
      const row = record.map(cellOf)
      if (names === undefined) {
        const header = headerOf(record, row)
        if (E.isLeft(header)) return header
        names = header.right.names
        notes.push(...header.right.notes)
        columns = names.map(collectCells)
        if (!header.right.isData) return E.right(undefined)
      }
      if (row.length > 1 && row.every((cell) => cell === null)) {
        emptyRows++
        return E.right(undefined)
      }
      if (row.length !== names.length)
        return refuse(
          `has ${counted(row.length, 'cell')} in line ${line}, but ${counted(names.length, 'column')}. Correct that line; a cell that holds a ${delimiterName[delimiter]} is put in quotes.`,
        )
      lines.push(line)
      for (let i = 0; i < columns.length; i++) columns[i]?.push(row[i] ?? null)
      return lines.length % rowsToEstimate === 0
        ? checkCellCount((lines.length * names.length * size) / info.bytes)
        : E.right(undefined)
    },
    lastLine: () => lastLine,
    table: () => {
      if (names === undefined || lines.length === 0)
        return refuse('has no row of data below the names of its columns.')
      return E.right({
        form: formOf(delimiter),
        columns: names.map((name, i) => ({ name, cells: columns[i]?.cells ?? [] })),
        count: lines.length,
        place: (row) => `line ${lines[row] ?? row + 1}`,
        notes:
          emptyRows === 0
            ? notes
            : [...notes, `${counted(emptyRows, 'row')} without any value left out`],
      })
    },
  }
}
