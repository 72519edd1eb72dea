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
import { isStandardInput, nameOfSource, readStandardInput } from './standardInput.ts'
import { parseStream } from './parseStream.ts'

const readers: ReadonlyArray<FileReader> = fileReaders(parseStream)

type Form = DataOptions['form']

/** A file's name, which ends in its form where a person says that. */
const named = (path: string, form: Form): string => (form === undefined ? path : `${path}.${form}`)

/** Whether a file is read as a table; one of an unknown form is taken for one. */
export const isTable = (path: string, form: Form): boolean => {
  const reader = readerOf(readers, named(path, form))
  return reader === undefined || reader.readTable !== undefined
}

/** Whether a column is read, by what a person says of it. */
export const isColumnRead =
  ({ columns = {} }: DataOptions) =>
  (column: string): boolean =>
    fieldOf(columns, column) !== 'ignore'

/** What a reader makes of a file; nothing where it makes no such thing. */
type Read<A> = (
  reader: FileReader,
) => ((file: DataFile) => TE.TaskEither<DataProblem, A>) | undefined

const readBy = <A>(
  file: DataFile,
  read: Read<A>,
  unreadable: DataProblem,
): TE.TaskEither<DataProblem, A> => {
  const reader = readerOf(readers, file.name)
  return (reader && read(reader)?.(file)) ?? TE.left(unreadable)
}

/** Opens a file and reads it; says of a problem which file it is of. */
const readWith = <A>(
  path: string,
  form: Form,
  read: Read<A>,
  unreadable: DataProblem,
): TE.TaskEither<DataError, A> => {
  if (isStandardInput(path))
    return pipe(
      readStandardInput(form),
      TE.chain((file) => readBy(file, read, unreadable)),
      TE.mapLeft(inFile(nameOfSource(path))),
    )
  const reader = readerOf(readers, named(path, form))
  return reader === undefined || read(reader) === undefined
    ? TE.left(inFile(path)(unreadable))
    : pipe(
        openFile(path),
        TE.chain((file) =>
          pipe(
            readBy({ ...file, name: named(path, form) }, read, unreadable),
            TE.mapLeft(inFile(path)),
          ),
        ),
      )
}

/**
 * Reads a file as a table, in the form that its name's ending or a person tells.
 *
 * @param isRead - whether a column is read; one that is not may hold what no table does
 * @param options - how a file of text is read
 */
export const readTable = (
  path: string,
  isRead: (column: string) => boolean,
  options: TableReading = {},
): TE.TaskEither<DataError, Table> =>
  readWith(
    path,
    options.form,
    ({ readTable: read }) => read && ((file) => read(file, isRead, options)),
    unknownFile(named(path, options.form)),
  )

const noArrays = dataProblem('is no NumPy file (.npz or .npy), which the network reads.')

/** Reads the arrays of a file. */
export const readArrays = (
  path: string,
  form: Form,
): TE.TaskEither<DataError, ReadonlyArray<NumberArray>> =>
  readWith(path, form, ({ readArrays: read }) => read, noArrays)
