import { type SchemaElement } from 'hyparquet'
import { fileWriter, ParquetWriter } from 'hyparquet-writer'
import { closeSync } from 'node:fs'
import { type Cell, type Column, type Row } from '../../../episode/journal/index.ts'
import { openNewFile } from '../../files/index.ts'

/** Rows that are written at a time. */
const group = 10_000

const elementOf = ({ name, type }: Column): SchemaElement => {
  const optional = { name, repetition_type: 'OPTIONAL' } as const
  switch (type) {
    case 'number':
      return { ...optional, type: 'DOUBLE' }
    case 'boolean':
      return { ...optional, type: 'BOOLEAN' }
    case 'text':
      return { ...optional, type: 'BYTE_ARRAY', converted_type: 'UTF8' }
  }
}

/** Writes rows as Parquet, compressed, in constant memory. */
export const writeParquet = async (
  columns: ReadonlyArray<Column>,
  rows: AsyncIterable<Row>,
  to: string,
): Promise<void> => {
  // The library would write over a file that is there.
  closeSync(openNewFile(to))
  const writer = new ParquetWriter({
    writer: fileWriter(to),
    schema: [{ name: 'root', num_children: columns.length }, ...columns.map(elementOf)],
    createdBy: 'rxnas',
  })
  let waiting: Array<Row> = []
  const write = async (): Promise<void> => {
    if (waiting.length === 0) return
    const columnData = columns.map(({ name }) => ({
      name,
      data: waiting.map((row): Cell => row.get(name) ?? null),
    }))
    waiting = []
    await writer.write({ columnData, rowGroupSize: group })
  }
  for await (const row of rows) {
    waiting.push(row)
    if (waiting.length === group) await write()
  }
  await write()
  await writer.finish()
}
