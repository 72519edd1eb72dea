import * as E from 'fp-ts/lib/Either.js'
import { existsSync, rmSync } from 'node:fs'
import { type EngineError } from '../../engine/index.ts'
import { type JournalError, journalExists, journalNotWritten } from '../JournalError.ts'
import { anyJournalLines } from '../readJournal.ts'
import { writeParquet } from './parquet.ts'
import { columnsOf, rowsOf } from './rows.ts'
import { writeTensorboard } from './tensorboard.ts'
import { writeCsv, writeJson } from './text.ts'

/** The forms that a journal is exported in. */
export const exportFormats = ['csv', 'json', 'parquet', 'tensorboard'] as const

/** A form that a journal is exported in: `tensorboard` is a folder, the others a file. */
export type ExportFormat = (typeof exportFormats)[number]

const isJournalError = (error: unknown): error is JournalError => {
  const tag: unknown = Reflect.get(Object(error), '_tag')
  return typeof tag === 'string' && tag.startsWith('Journal')
}

/**
 * Exports the episodes of a journal for other tools, in constant memory and without the code of its
 * space: a row an episode with its reward, architecture, metrics and log-probability, or the curves
 * of a search for TensorBoard (which needs the native engine). Nothing is written over.
 */
export const exportJournal = async (
  path: string,
  { format, to }: { readonly format: ExportFormat; readonly to: string },
): Promise<E.Either<JournalError | EngineError, void>> => {
  if (existsSync(to)) return E.left(journalExists(to))
  const journal = anyJournalLines(path)
  try {
    const columns = await columnsOf(journal)
    switch (format) {
      case 'csv':
        await writeCsv(columns, rowsOf(journal), to)
        break
      case 'json':
        await writeJson(columns, rowsOf(journal), to)
        break
      case 'parquet':
        await writeParquet(columns, rowsOf(journal), to)
        break
      case 'tensorboard':
        return await writeTensorboard(journal, to)
    }
    return E.right(undefined)
  } catch (error) {
    if (isJournalError(error)) return E.left(error)
    rmSync(to, { force: true, recursive: true })
    return E.left(journalNotWritten(to, error))
  }
}
