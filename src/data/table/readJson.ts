import * as E from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import { messageOf } from '../../common/index.ts'
import { type DataFile, headOf, linesOf, textOf } from '../DataFile.ts'
import { type DataProblem, dataProblem, refuse } from '../DataError.ts'
import { type ReadingOptions } from '../DataOptions.ts'
import { decodeFile } from '../decodeFile.ts'
import { checkFileSize, tableLimit } from '../memoryLimits.ts'
import { collectRecords, tableOfRecords } from './collectRecords.ts'
import { type Table } from './Table.ts'

/** The value that a text of JSON is. */
const parseJson = (text: string, where: string): E.Either<DataProblem, unknown> =>
  E.tryCatch(
    () => JSON.parse(text) as unknown,
    (error) => dataProblem(`${where}: ${messageOf(error)}. ${adviceOnJson(text)}`),
  )

const adviceOnJson = (text: string): string =>
  /\b-?(NaN|Infinity)\b/.test(text)
    ? 'Write null for NaN and Infinity, which JSON does not have.'
    : 'An object a line is read, or one list of objects: [{"column": value, ...}, ...].'

const parseList = (
  text: string,
  isRead: (column: string) => boolean,
): E.Either<DataProblem, Table> =>
  pipe(
    parseJson(text, 'is no JSON'),
    // What begins with a bracket and is JSON is a list.
    E.chain((list) => tableOfRecords(list as ReadonlyArray<unknown>, 'JSON', isRead)),
  )

/** Whether a record is a whole table, as pandas writes one by default. */
const isWholeTable = (record: unknown): boolean =>
  typeof record === 'object' &&
  record !== null &&
  Object.values(record).every((value) => typeof value === 'object' && value !== null)

const readLines = async (
  file: DataFile,
  isRead: (column: string) => boolean,
): Promise<E.Either<DataProblem, Table>> => {
  const records = collectRecords(isRead)
  const lines: Array<number> = []
  let number = 0
  for await (const text of linesOf(file)) {
    number++
    if (text.trim() === '') continue
    const record = parseJson(text, `holds no JSON in line ${number}`)
    if (E.isLeft(record)) return record
    if (lines.length === 0 && isWholeTable(record.right))
      return refuse(
        'holds one object of lists or objects, where an object a row is read. Write rows, with pandas by to_json(file, orient="records").',
      )
    const added = records.add(record.right, `line ${number}`)
    if (E.isLeft(added)) return added
    lines.push(number)
  }
  return records.table('JSON Lines', (row) => `line ${lines[row] ?? row + 1}`)
}

/**
 * A table of JSON: an object a line (JSON Lines), or one list of objects.
 *
 * @param isRead - whether a column is read; one that is not may hold lists and objects
 */
export const readJson = (
  file: DataFile,
  isRead: (column: string) => boolean = () => true,
  { encoding }: ReadingOptions = {},
): TE.TaskEither<DataProblem, Table> =>
  pipe(
    TE.fromEither(checkFileSize(file, tableLimit)),
    TE.chain(() => decodeFile(file, encoding)),
    TE.bindTo('decoded'),
    TE.bind('head', ({ decoded }) => TE.fromTask(() => headOf(decoded.file))),
    TE.chain(({ decoded: { file: text, notes }, head }) =>
      pipe(
        head.trimStart().startsWith('[')
          ? pipe(
              TE.fromTask<string, DataProblem>(() => textOf(text)),
              TE.chainEitherK((list) => parseList(list, isRead)),
            )
          : () => readLines(text, isRead),
        TE.map((table) => ({ ...table, notes: [...notes, ...table.notes] })),
      ),
    ),
  )
