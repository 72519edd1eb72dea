import { createWriteStream } from 'node:fs'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { type Cell, type Column, type Row } from './rows.ts'

const quoted = (cell: Cell | undefined): string => {
  const text = cell === null || cell === undefined ? '' : String(cell)
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}

/** Lines of text to a new file. */
const toFile = (lines: AsyncIterable<string>, to: string): Promise<void> =>
  pipeline(Readable.from(lines), createWriteStream(to, { flags: 'wx' }))

/** Writes rows as CSV (RFC 4180), with a line of names. */
export const writeCsv = (
  columns: ReadonlyArray<Column>,
  rows: AsyncIterable<Row>,
  to: string,
): Promise<void> =>
  toFile(
    (async function* () {
      yield `${columns.map(({ name }) => quoted(name)).join(',')}\r\n`
      for await (const row of rows)
        yield `${columns.map(({ name }) => quoted(row.get(name))).join(',')}\r\n`
    })(),
    to,
  )

/** Writes rows as a JSON list of objects, one a line. */
export const writeJson = (
  columns: ReadonlyArray<Column>,
  rows: AsyncIterable<Row>,
  to: string,
): Promise<void> =>
  toFile(
    (async function* () {
      let before = '['
      for await (const row of rows) {
        const cells = columns.map(({ name }) => [name, row.get(name) ?? null] as const)
        yield `${before}\n${JSON.stringify(Object.fromEntries(cells))}`
        before = ','
      }
      yield before === '[' ? '[]\n' : '\n]\n'
    })(),
    to,
  )
