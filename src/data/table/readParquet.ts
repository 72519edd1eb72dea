import * as E from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import {
  type AsyncBuffer,
  type FileMetaData,
  parquetMetadataAsync,
  parquetReadObjects,
  parquetSchema,
  type SchemaTree,
} from 'hyparquet'
import { compressors } from 'hyparquet-compressors'
import * as t from 'io-ts'
import { type DataFile } from '../DataFile.ts'
import { type DataProblem, dataProblem } from '../DataError.ts'
import {
  checkCellCount,
  checkFileSize,
  checkRowCount,
  checkUnpackedSize,
  tableLimit,
} from '../memoryLimits.ts'
import { checkNames } from './checkNames.ts'
import { cellOfValue, nestedValue } from './cellOfValue.ts'
import { collectCells } from './collectCells.ts'
import { type Column, type Table } from './Table.ts'

const place = (row: number): string => `row ${row + 1}`

const isDamaged = 'it is damaged or cut short'

/** What the parser says; where it stumbles over what it did not expect, that is no word for a person. */
const describeParserError = (error: unknown): string =>
  error instanceof Error && !(error instanceof TypeError) && !(error instanceof RangeError)
    ? error.message
    : isDamaged

const unreadable = (why: string): DataProblem =>
  dataProblem(`is no Parquet file that can be read: ${why}. Write it again, or as CSV.`)

/** A damaged footer may be parsed all the same, without a column's name or with counts that are none. */
const isWhole = (groups: FileMetaData['row_groups'], columns: ReadonlyArray<SchemaTree>): boolean =>
  columns.every(({ element }) => t.string.is(element.name)) &&
  groups.every((group) => group.num_rows >= 0)

/** Bytes of the columns that are read, once they are unpacked, as the file says. */
const unpackedBytes = (
  groups: FileMetaData['row_groups'],
  isRead: (column: string) => boolean,
): number =>
  groups
    .flatMap(({ columns }) => columns)
    .reduce((sum, { meta_data }) => {
      const [name = ''] = meta_data?.path_in_schema ?? []
      return isRead(name) ? sum + Number(meta_data?.total_uncompressed_size ?? 0) : sum
    }, 0)

interface OpenParquet {
  readonly bytes: AsyncBuffer
  readonly metadata: FileMetaData
  readonly count: number
}

/**
 * Reads a column by row groups, one after another: of reads at the same time the parser lets a second
 * failure go unheard, which ends the process.
 */
const readCells = async (
  { bytes, metadata, count }: OpenParquet,
  name: string,
): Promise<E.Either<DataProblem, Column>> => {
  const { cells, push } = collectCells()
  for (const group of metadata.row_groups) {
    const rowStart = cells.length
    const rowEnd = rowStart + Number(group.num_rows)
    const rows = await parquetReadObjects({
      file: bytes,
      metadata,
      columns: [name],
      rowStart,
      rowEnd,
      compressors,
    })
    for (const [i, row] of rows.entries()) {
      const cell = cellOfValue(row[name])
      if (cell === undefined) return E.left(nestedValue({ row: place(rowStart + i), column: name }))
      push(cell)
    }
  }
  return cells.length === count ? E.right({ name, cells }) : E.left(unreadable(isDamaged))
}

const readColumn =
  (parquet: OpenParquet, isRead: (column: string) => boolean) =>
  ({ element: { name }, children }: SchemaTree): TE.TaskEither<DataProblem, Column> => {
    if (!isRead(name))
      return TE.right({ name, cells: Array.from({ length: parquet.count }, () => null) })
    return children.length > 0
      ? TE.left(nestedValue({ row: place(0), column: name }))
      : () => readCells(parquet, name)
  }

const openParquet = async ({ size, slice }: DataFile): Promise<OpenParquet> => {
  const bytes: AsyncBuffer = { byteLength: size, slice }
  const metadata = await parquetMetadataAsync(bytes)
  const count = metadata.row_groups.reduce((n, group) => n + Number(group.num_rows), 0)
  return { bytes, metadata, count }
}

const readTable = (
  parquet: OpenParquet,
  isRead: (column: string) => boolean,
): TE.TaskEither<DataProblem, Table> => {
  const { metadata, count } = parquet
  const { children } = parquetSchema(metadata)
  if (!isWhole(metadata.row_groups, children)) return TE.left(unreadable(isDamaged))
  if (count === 0) return TE.left(dataProblem('holds no row.'))
  return pipe(
    TE.fromEither(checkNames(children.map(({ element }) => element.name))),
    TE.chainEitherK(() => checkRowCount(count)),
    TE.chainEitherK(() => checkCellCount(count * children.length)),
    TE.chainEitherK(() => checkUnpackedSize(unpackedBytes(metadata.row_groups, isRead))),
    TE.chain(() => TE.traverseSeqArray(readColumn(parquet, isRead))(children)),
    TE.map((columns): Table => ({ form: 'Parquet', columns, count, place, notes: [] })),
  )
}

/**
 * A table of a Parquet file.
 *
 * @param isRead - whether a column is read; one that is not may hold lists and objects
 */
export const readParquet = (
  file: DataFile,
  isRead: (column: string) => boolean,
): TE.TaskEither<DataProblem, Table> =>
  pipe(
    TE.fromEither(checkFileSize(file, tableLimit)),
    TE.chain(() =>
      pipe(
        TE.tryCatch(
          () => openParquet(file).then((parquet) => readTable(parquet, isRead)()),
          (error) => unreadable(describeParserError(error)),
        ),
        TE.chainEitherK((table) => table),
      ),
    ),
  )
