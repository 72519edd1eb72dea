import * as E from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import { messageOf, shown } from '../../common/index.ts'
import { type DataFile, headOf, linesOf, textOf } from '../DataFile.ts'
import { type DataProblem, dataProblem, refuse } from '../DataError.ts'
import { type ReadingOptions } from '../DataOptions.ts'
import { decodeFile } from '../decodeFile.ts'
import { checkFileSize, tableLimit } from '../memoryLimits.ts'
import { collectRecords, tableOfRecords } from './collectRecords.ts'
import { scanJson } from './scanJson.ts'
import { type Table } from './Table.ts'

/** How JSON holds its records: each by itself, or in a list. */
interface JsonForm {
  readonly depth: 1 | 2
  /** What is said of a text that is no JSON, before the reason. */
  readonly noJson: string
  /** Where a record of the text stands. */
  readonly place: (record: number) => string
}

/** The value that a text of JSON is, in which nothing is lost: no key stands twice, and no digit goes. */
const parseJson = (
  text: string,
  { depth, noJson, place }: JsonForm,
): E.Either<DataProblem, unknown> =>
  pipe(
    E.tryCatch(
      () => JSON.parse(text) as unknown,
      (error) => dataProblem(`${noJson}: ${messageOf(error)}. ${adviceOnJson(text)}`),
    ),
    E.chain((value) => {
      const { text: exact, repeated } = scanJson(text, depth)
      if (repeated !== undefined)
        return refuse(
          `has the key ${shown(repeated.key)} twice in ${place(repeated.record)}, so that two values claim one cell. Keep one of them.`,
        )
      return E.right(exact === text ? value : (JSON.parse(exact) as unknown))
    }),
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
    parseJson(text, {
      depth: 2,
      noJson: 'is no JSON',
      place: (record) => `item ${record + 1}`,
    }),
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
    const line = number
    const record = parseJson(text, {
      depth: 1,
      noJson: `holds no JSON in line ${line}`,
      place: () => `line ${line}`,
    })
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
