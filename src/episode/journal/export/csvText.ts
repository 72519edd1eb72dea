import { type Cell, type Column, type Row } from './rows.ts'

const quoted = (cell: Cell | undefined): string => {
  const text = cell === null || cell === undefined ? '' : String(cell)
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}

/** Rows as CSV (RFC 4180), with a line of names; a piece a line. */
export async function* csvText(
  columns: ReadonlyArray<Column>,
  rows: AsyncIterable<Row>,
): AsyncGenerator<string, void> {
  yield `${columns.map(({ name }) => quoted(name)).join(',')}\r\n`
  for await (const row of rows)
    yield `${columns.map(({ name }) => quoted(row.get(name))).join(',')}\r\n`
}
