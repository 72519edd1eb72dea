import { type Column, type Row } from './rows.ts'

/** Rows as a JSON list of objects; a piece a line. */
export async function* jsonText(
  columns: ReadonlyArray<Column>,
  rows: AsyncIterable<Row>,
): AsyncGenerator<string, void> {
  let before = '['
  for await (const row of rows) {
    const cells = columns.map(({ name }) => [name, row.get(name) ?? null] as const)
    yield `${before}\n${JSON.stringify(Object.fromEntries(cells))}`
    before = ','
  }
  yield before === '[' ? '[]\n' : '\n]\n'
}
