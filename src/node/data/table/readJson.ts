import * as E from 'fp-ts/lib/Either.js'
import { open, readFile } from 'node:fs/promises'
import {
  badData,
  collectRecords,
  type DataError,
  type Table,
  tableLimit,
} from '../../../data/index.ts'
import { sizeWithin } from '../sizeWithin.ts'
import { headOf } from './headOf.ts'

const parse = (text: string): E.Either<string, unknown> =>
  E.tryCatch(
    () => JSON.parse(text) as unknown,
    (error) => (error instanceof Error ? error.message : String(error)),
  )

const advice = (text: string): string =>
  /\b-?(NaN|Infinity)\b/.test(text)
    ? 'Write null for NaN and Infinity, which JSON does not have.'
    : 'An object a line is read, or one list of objects: [{"column": value, ...}, ...].'

const readList = async (
  file: string,
  isRead: (column: string) => boolean,
): Promise<E.Either<DataError, Table>> => {
  const text = (await readFile(file, 'utf8')).replace(/^\uFEFF/, '')
  const whole = parse(text)
  if (E.isLeft(whole)) return E.left(badData(file, `is no JSON: ${whole.left}. ${advice(text)}`))
  const records = collectRecords(file, isRead)
  const place = (row: number): string => `item ${row + 1}`
  // What begins with a bracket and is JSON is a list.
  for (const [row, record] of (whole.right as ReadonlyArray<unknown>).entries()) {
    const added = records.add(record, place(row))
    if (E.isLeft(added)) return added
  }
  return records.table('JSON', place)
}

/** Whether a record is a whole table, as pandas writes one unless told otherwise. */
const isTable = (record: unknown): boolean =>
  typeof record === 'object' &&
  record !== null &&
  Object.values(record).every((value) => typeof value === 'object' && value !== null)

const readLines = async (
  file: string,
  isRead: (column: string) => boolean,
): Promise<E.Either<DataError, Table>> => {
  const records = collectRecords(file, isRead)
  const lines: Array<number> = []
  const handle = await open(file)
  try {
    let number = 0
    for await (const line of handle.readLines()) {
      number++
      const text = number === 1 ? line.replace(/^\uFEFF/, '') : line
      if (text.trim() === '') continue
      const record = parse(text)
      if (E.isLeft(record))
        return E.left(
          badData(file, `holds no JSON in line ${number}: ${record.left}. ${advice(text)}`),
        )
      if (lines.length === 0 && isTable(record.right))
        return E.left(
          badData(
            file,
            'holds one object of lists or objects, where an object a row is read. Write rows, with pandas by to_json(file, orient="records").',
          ),
        )
      const added = records.add(record.right, `line ${number}`)
      if (E.isLeft(added)) return added
      lines.push(number)
    }
  } finally {
    await handle.close()
  }
  return records.table('JSON Lines', (row) => `line ${lines[row] ?? row + 1}`)
}

/**
 * A table of JSON: an object a line (JSON Lines), or one list of objects.
 *
 * @param isRead - whether a column is read; one that is not may hold lists and objects
 */
export const readJson = async (
  file: string,
  isRead: (column: string) => boolean,
): Promise<E.Either<DataError, Table>> => {
  const size = await sizeWithin(file, tableLimit)
  if (E.isLeft(size)) return size
  return (await headOf(file)).trimStart().startsWith('[')
    ? readList(file, isRead)
    : readLines(file, isRead)
}
