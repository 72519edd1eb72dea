import * as E from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import { readRegularText } from '../files/index.ts'
import { type ArchitectureTable } from './ArchitectureTable.ts'
import { nasBench201Header, parseNasBench201 } from './nasBench201.ts'
import { parseNasBenchMacro } from './nasBenchMacro.ts'

/** Why there is no table of architectures. */
export interface TableError {
  readonly _tag: 'TableError'
  readonly file: string
  readonly message: string
}

const tableError = (file: string, message: string): TableError => ({
  _tag: 'TableError',
  file,
  message: `${file} ${message}`,
})

/** A table of either format, from its text; which one it is can be told by how it begins. */
export const parseTable = (text: string): E.Either<string, ArchitectureTable> =>
  text.trimStart().startsWith('{')
    ? parseNasBenchMacro(text)
    : text.startsWith('cell,')
      ? parseNasBench201(text)
      : E.left(
          `is no table that is known: NAS-Bench-Macro is JSON and begins with {, NAS-Bench-201 is CSV and begins with ${nasBench201Header}.`,
        )

/** The largest table that is read, in bytes: a published one has some megabytes. */
const limit = 500e6

/** A table of architectures from a file of either format. */
export const readTable = (file: string): E.Either<TableError, ArchitectureTable> =>
  pipe(
    readRegularText(file, { limit }),
    E.mapLeft((reason) =>
      reason === 'does not exist' ? `${reason}. Give the path of a table.` : `${reason}.`,
    ),
    E.flatMap(parseTable),
    E.mapLeft((message) => tableError(file, message)),
  )
