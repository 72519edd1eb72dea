import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'

const foldersAbove = (folder: string): ReadonlyArray<string> =>
  dirname(folder) === folder ? [folder] : [folder, ...foldersAbove(dirname(folder))]

/** Where the published tables are: in the folder that is told, or in `shared/tables` beside the repository. */
const folder =
  process.env['RXNAS_TABLES'] ??
  foldersAbove(import.meta.dirname)
    .map((above) => join(above, 'shared', 'tables'))
    .find((candidate) => existsSync(candidate)) ??
  'shared/tables'

/** The files of the published tables; tests that need them are skipped where they are missing. */
export const tableFiles: { readonly macro: string; readonly cells: string } = {
  macro: join(folder, 'nas-bench-macro_cifar10.json'),
  cells: join(folder, 'nas-bench-201-cifar10-12epochs.csv'),
}

/** Whether both are there. */
export const hasTables: boolean = Object.values(tableFiles).every((file) => existsSync(file))

/** What a test without them says. */
export const withoutTables = `skipped: no tables in ${folder}, see RXNAS_TABLES`
