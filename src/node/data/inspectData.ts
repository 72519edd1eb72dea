import * as E from 'fp-ts/lib/Either.js'
import { existsSync, statSync } from 'node:fs'
import { extname } from 'node:path'
import {
  type DataError,
  type DataOptions,
  describeColumns,
  understandColumns,
} from '../../data/index.ts'
import { guarded } from './guarded.ts'
import { loadData } from './loadData.ts'
import { readTable } from './readTable.ts'

/** What was understood of a data set, lines for a person. A table needs no target: its columns are told. */
export const inspectData = async (
  source: string,
  options: DataOptions = {},
  report: (text: string) => void = () => undefined,
): Promise<E.Either<DataError, ReadonlyArray<string>>> => {
  const isTable =
    existsSync(source) && statSync(source).isFile() && extname(source).toLowerCase() !== '.npz'
  if (!isTable || options.target !== undefined)
    return E.Functor.map(await loadData(source, options, report), (prepared) => prepared.report)
  return guarded(source, async () => {
    const read = await readTable(source, (name) => options.columns?.[name] !== 'ignore')
    return E.Chain.chain(read, (table) =>
      E.Functor.map(understandColumns(table, table.columns, options.columns), (columns) => [
        `${source}: ${table.form}, ${table.count} rows, ${columns.length} columns`,
        ...table.notes.map((note) => `note: ${note}`),
        ...describeColumns(columns, []),
        'Say which column is to be predicted by --target NAME, and see how the rest is read.',
      ]),
    )
  })
}
