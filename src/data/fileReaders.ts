import { pipe } from 'fp-ts/lib/function.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import { type NumberArray } from './arrays/NumberArray.ts'
import { readNpy, readNpz } from './arrays/readArrays.ts'
import { tableOfArray } from './arrays/tableOfArray.ts'
import { type DataFile, extensionOf } from './DataFile.ts'
import { type DataProblem, refuse } from './DataError.ts'
import { type TableReading } from './DataOptions.ts'
import { type ParseRecords, readDelimited } from './table/readDelimited.ts'
import { readJson } from './table/readJson.ts'
import { readParquet } from './table/readParquet.ts'
import { type Table } from './table/Table.ts'

/** A form of file that is read: as a table, as arrays, or as both. */
export interface FileReader {
  /** The form, for a person. */
  readonly name: string
  /** The endings of such files' names, in lower case. */
  readonly extensions: ReadonlyArray<`.${string}`>
  /**
   * @param isRead - whether a column is read; one that is not may hold what no table does
   * @param options - how a file of text is read
   */
  readonly readTable?: (
    file: DataFile,
    isRead: (column: string) => boolean,
    options?: TableReading,
  ) => TE.TaskEither<DataProblem, Table>
  readonly readArrays?: (file: DataFile) => TE.TaskEither<DataProblem, ReadonlyArray<NumberArray>>
}

/** Declares a form of file once: what reads data, and what tells of it, finds it in a list of readers. */
const defineReader = (reader: FileReader): FileReader => reader

/**
 * The forms of files that are read.
 *
 * @param parseRecords - how text is parsed: `parseWhole` in a page
 */
export const fileReaders = (parseRecords: ParseRecords): ReadonlyArray<FileReader> => [
  defineReader({
    name: 'text',
    extensions: ['.csv', '.tsv', '.txt'],
    readTable: readDelimited(parseRecords),
  }),
  defineReader({ name: 'JSON', extensions: ['.jsonl', '.ndjson', '.json'], readTable: readJson }),
  defineReader({ name: 'Parquet', extensions: ['.parquet'], readTable: readParquet }),
  defineReader({
    name: 'NumPy array',
    extensions: ['.npy'],
    readTable: (file) =>
      pipe(
        readNpy(file),
        TE.chainEitherK(([array]) =>
          array === undefined ? refuse('holds no array.') : tableOfArray(array),
        ),
      ),
    readArrays: readNpy,
  }),
  defineReader({ name: 'NumPy archive', extensions: ['.npz'], readArrays: readNpz }),
]

/** The reader of a file, by its name's ending. */
export const readerOf = (
  readers: ReadonlyArray<FileReader>,
  file: string,
): FileReader | undefined => {
  const extension = extensionOf(file)
  return readers.find(({ extensions }) => extensions.some((known) => known === extension))
}
