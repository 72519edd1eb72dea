import * as E from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import { counted } from '../../common/index.ts'
import { describeLeftOut, flagLeaves, type LeftOut, leftOutOf } from '../badRows.ts'
import { type TableReading } from '../DataOptions.ts'
import { type DataProblem, refuse } from '../DataError.ts'
import { checkCellCount } from '../memoryLimits.ts'
import { type CellCollector, collectCells } from './collectCells.ts'
import { type Delimiter, delimiterName, type Dialect } from './dialect.ts'
import { type Header, headerOf } from './header.ts'
import { missingIn } from './missing.ts'
import { cellOfText, type Table } from './Table.ts'

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

const newline = /\r\n|\n|\r/g

/** The line that a record begins in: it ends in the one that the parser tells. */
const firstLineOf = (record: ReadonlyArray<string>, lastLine: number): number =>
  record.reduce((line, text) => line - (text.match(newline)?.length ?? 0), lastLine)

const formOf = (delimiter: Delimiter): string => {
  switch (delimiter) {
    case '\t':
      return 'TSV'
    case ',':
      return 'CSV'
    case ';':
    case '|':
    case ' ':
      return `CSV with ${delimiterName[delimiter]}s`
  }
}

/** A record with the line that it begins in. */
interface Row {
  readonly record: ReadonlyArray<string>
  readonly line: number
  readonly bytes: number
}

const isEmpty = (text: string | undefined): boolean => text !== undefined && text.trim() === ''

/** A first line that ends in a delimiter, after which other lines have nothing. */
const withoutLast = (first: Row, next: Row | undefined): Row | undefined =>
  next?.record.length === first.record.length - 1 && isEmpty(first.record.at(-1))
    ? { ...first, record: first.record.slice(0, -1) }
    : undefined

const adviceOnWidth = (
  { record, line }: Row,
  width: number,
  isSecond: boolean,
  { delimiter, alikeFrom }: Dialect,
): string => {
  const hasRowNames = isSecond && width > 1 && record.length === width + 1
  if (alikeFrom !== undefined && alikeFrom <= line && !hasRowNames)
    return `The lines above line ${alikeFrom} are no part of the table, it seems: leave them out by --skip-lines ${alikeFrom - 1}.`
  const leaves = flagLeaves(1)
  if (record[0]?.startsWith('#') === true) return `Remove that line if it is a comment.${leaves}`
  const quoting = `Correct that line; a cell that holds a ${delimiterName[delimiter]} is put in quotes.`
  return hasRowNames
    ? `${quoting} Where rows begin with a name for which the first line has no column, as R writes them, write one there.`
    : `${quoting}${leaves}`
}

/** What is said of a table whose lines have a single cell each. */
const singleAdvice =
  'Each line is read as a single cell, as no comma, semicolon, tab or vertical bar separates any: say what does by --delimiter; where it is spaces, by --delimiter space.'

/**
 * Collects the records of a file of text.
 *
 * @param size - the bytes of the file, by which the number of its cells is estimated
 */
export const collectRows = (
  dialect: Dialect,
  options: TableReading,
  size: number,
): RowCollector => {
  const { delimiter } = dialect
  const isMissing = missingIn(options.missing)
  const notes: Array<string> = [...dialect.notes]
  const lines: Array<number> = []
  let lastLine = 0
  /** Lines of another number of cells, which are left out. */
  const uneven: Array<number> = []
  let emptyRows = 0
  let endsInDelimiter = false
  let first: Row | undefined
  let header: Header | undefined
  let columns: ReadonlyArray<CellCollector> = []

  const addRow = (row: Row, { names }: Header): E.Either<DataProblem, void> => {
    const isLonger = row.record.length === names.length + 1 && isEmpty(row.record.at(-1))
    if (isLonger && lines.length === 0) endsInDelimiter = true
    const cells = (isLonger && endsInDelimiter ? row.record.slice(0, -1) : row.record).map(
      cellOfText,
    )
    if (cells.length > 1 && cells.every((cell) => cell === '' || isMissing(cell))) {
      emptyRows++
      return E.right(undefined)
    }
    if (cells.length !== names.length && options.onBad === 'drop') {
      uneven.push(row.line)
      return E.right(undefined)
    }
    if (cells.length !== names.length)
      return refuse(
        `has ${counted(cells.length, 'cell')} in line ${row.line}, but ${counted(names.length, 'column')}. ${adviceOnWidth(row, names.length, lines.length === 0, dialect)}`,
      )
    lines.push(row.line)
    for (let i = 0; i < columns.length; i++) columns[i]?.push(cells[i] ?? null)
    return lines.length % rowsToEstimate === 0
      ? checkCellCount((lines.length * names.length * size) / row.bytes)
      : E.right(undefined)
  }

  /** Takes the first line for what it is, by the second. */
  const begin = (whole: Row, next: Row | undefined): E.Either<DataProblem, Header> => {
    const shorter = withoutLast(whole, next)
    const row = shorter ?? whole
    if (shorter !== undefined)
      notes.push(
        `line ${row.line} ends in a ${delimiterName[delimiter]}, after which there is no column`,
      )
    return pipe(
      headerOf(
        row.record,
        row.record.map(cellOfText),
        next?.record.map(cellOfText) ?? [],
        row.line,
        options.header,
      ),
      E.chainFirst((found) => {
        header = found
        notes.push(...found.notes)
        columns = found.names.map(collectCells)
        return found.isData ? addRow(row, found) : E.right(undefined)
      }),
    )
  }

  return {
    add: (record, info) => {
      const isNext = info.lines === lastLine + 1
      const row: Row = {
        record: delimiter === ' ' ? record.filter((text) => text !== '') : record,
        line: isNext ? info.lines : firstLineOf(record, info.lines),
        bytes: info.bytes,
      }
      lastLine = info.lines
      if (header !== undefined) return addRow(row, header)
      if (first === undefined) {
        first = row
        return E.right(undefined)
      }
      return pipe(
        begin(first, row),
        E.chain((found) => addRow(row, found)),
      )
    },
    lastLine: () => lastLine,
    table: () => {
      const begun =
        header === undefined && first !== undefined ? begin(first, undefined) : E.right(undefined)
      if (E.isLeft(begun)) return begun
      const found = header
      const leftOut: ReadonlyArray<LeftOut> =
        uneven.length === 0
          ? []
          : [
              leftOutOf(
                {
                  what: ['row of another number of cells', 'rows of another number of cells'],
                  rows: uneven,
                },
                (line) => `line ${line}`,
              ),
            ]
      if (found === undefined || lines.length === 0)
        return refuse(
          [
            'has no row of data below the names of its columns.',
            ...describeLeftOut(leftOut).map((line) => `(${line}.)`),
          ].join(' '),
        )
      const advice = [
        ...(dialect.isSingle ? [singleAdvice] : []),
        ...(found.advice === undefined ? [] : [found.advice]),
      ]
      return E.right({
        form: formOf(delimiter),
        delimiter,
        columns: found.names.map((name, i) => ({ name, cells: columns[i]?.cells ?? [] })),
        count: lines.length,
        place: (row) => `line ${lines[row] ?? row + 1}`,
        notes: [
          ...notes,
          ...(endsInDelimiter
            ? [`lines end in a ${delimiterName[delimiter]}, after which there is no column`]
            : []),
          ...(emptyRows === 0 ? [] : [`${counted(emptyRows, 'row')} without any value left out`]),
        ],
        ...(leftOut.length === 0 ? {} : { leftOut }),
        ...(advice.length === 0 ? {} : { advice: advice.join(' ') }),
      })
    },
  }
}
