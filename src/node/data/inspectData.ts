import * as E from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import { existsSync, statSync } from 'node:fs'
import {
  type DataError,
  type DataOptions,
  inFile,
  inspectTable,
  withSource,
} from '../../data/index.ts'
import { catchFileErrors } from './catchFileErrors.ts'
import { loadData } from './loadData.ts'
import { isColumnRead, isTable, readTable } from './readFile.ts'

const isTableFile = (source: string, form?: DataOptions['form']): boolean =>
  existsSync(source) && statSync(source).isFile() && isTable(source, form)

/** The names of a table's columns, to choose a target from; none for data of another form. */
export const columnNames = (source: string): Promise<E.Either<DataError, ReadonlyArray<string>>> =>
  isTableFile(source)
    ? pipe(
        // No cell is asked for, whatever it holds.
        readTable(source, () => false),
        TE.map(({ columns }) => columns.map(({ name }) => name)),
        catchFileErrors(source),
      )()
    : TE.right([])()

/**
 * What was understood of a data set, lines for a person. A table needs no target: its columns are described.
 *
 * @param isAll - whether every column is told, however many there are
 */
export const inspectData = (
  source: string,
  options: DataOptions = {},
  report: (text: string) => void = () => undefined,
  isAll = false,
): Promise<E.Either<DataError, ReadonlyArray<string>>> =>
  options.target === undefined && isTableFile(source, options.form)
    ? pipe(
        readTable(source, isColumnRead(options), options),
        TE.chainEitherK((table) =>
          pipe(inspectTable(table, options, isAll), E.bimap(inFile(source), withSource(source))),
        ),
        catchFileErrors(source),
      )()
    : pipe(
        () => loadData(source, options, report, isAll),
        TE.map((prepared) => prepared.report),
      )()
