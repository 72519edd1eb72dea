import { pipe } from 'fp-ts/lib/function.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import { fieldOf } from '../../common/index.ts'
import {
  type DataError,
  type DataFile,
  type DataOptions,
  type DataProblem,
  dataProblem,
  type FileReader,
  fileReaders,
  inFile,
  type NumberArray,
  readerOf,
  type Table,
  type TableReading,
  unknownFile,
} from '../../data/index.ts'
import { openFile } from './openFile.ts'
import { parseStream } from './parseStream.ts'

const readers: ReadonlyArray<FileReader> = fileReaders(parseStream)

/** Whether a file is read as a table; one of an unknown form is taken for one. */
export const isTable = (path: string): boolean => {
  const reader = readerOf(readers, path)
  return reader === undefined || reader.readTable !== undefined
}

/** Whether a column is read, by what a person says of it. */
export const isColumnRead =
  ({ columns = {} }: DataOptions) =>
  (column: string): boolean =>
    fieldOf(columns, column) !== 'ignore'

/** Opens a file and reads it; says of a problem which file it is of. */
const readWith = <A>(
  path: string,
  read: ((file: DataFile) => TE.TaskEither<DataProblem, A>) | undefined,
  unreadable: DataProblem,
): TE.TaskEither<DataError, A> =>
  read === undefined
    ? TE.left(inFile(path)(unreadable))
    : pipe(
        openFile(path),
        TE.chain((file) => pipe(read(file), TE.mapLeft(inFile(path)))),
      )

/**
 * Reads a file as a table, in the form that its name's ending tells.
 *
 * @param isRead - whether a column is read; one that is not may hold what no table does
 * @param options - how a file of text is read
 */
export const readTable = (
  path: string,
  isRead: (column: string) => boolean,
  options: TableReading = {},
): TE.TaskEither<DataError, Table> => {
  const read = readerOf(readers, path)?.readTable
  return readWith(path, read && ((file) => read(file, isRead, options)), unknownFile(path))
}

const noArrays = dataProblem('is no NumPy file (.npz or .npy), which the network reads.')

/** Reads the arrays of a file. */
export const readArrays = (path: string): TE.TaskEither<DataError, ReadonlyArray<NumberArray>> =>
  readWith(path, readerOf(readers, path)?.readArrays, noArrays)
