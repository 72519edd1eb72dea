import * as E from 'fp-ts/lib/Either.js'
import { existsSync, statSync } from 'node:fs'
import { extname } from 'node:path'
import { type DataError } from '../../data/index.ts'
import { guarded } from './guarded.ts'
import { readTable } from './readTable.ts'

/** The names of a table's columns, to choose a target from; none for data of another form. */
export const columnNames = (source: string): Promise<E.Either<DataError, ReadonlyArray<string>>> =>
  guarded(source, async () =>
    existsSync(source) && statSync(source).isFile() && extname(source).toLowerCase() !== '.npz'
      ? // No cell is asked for, whatever it holds.
        E.Functor.map(await readTable(source, () => false), ({ columns }) =>
          columns.map(({ name }) => name),
        )
      : E.right([]),
  )
