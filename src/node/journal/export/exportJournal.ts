import * as E from 'fp-ts/lib/Either.js'
import { rmSync } from 'node:fs'
import { columnsOf, csvText, jsonText, rowsOf } from '../../../episode/journal/index.ts'
import type { EngineError } from '../../engine/index.ts'
import { isStream, isTaken } from '../../files/index.ts'
import { errorCode } from '../../process/errorCode.ts'
import { copyExists, copyNotWritten, type JournalError } from '../JournalError.ts'
import { anyJournalLines } from '../readJournal.ts'
import { writeText } from './writeText.ts'

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
  const toStream = isStream(to)
  // Parquet is written in more than one place of its file, and TensorBoard's is a folder.
  if (toStream ? format === 'parquet' || format === 'tensorboard' : isTaken(to))
    return E.left(copyExists(to))
  const journal = anyJournalLines(path)
  const rows = async () => [await columnsOf(journal), rowsOf(journal)] as const
  try {
    switch (format) {
      case 'csv':
        await writeText(csvText(...(await rows())), to)
        break
      case 'json':
        await writeText(jsonText(...(await rows())), to)
        break
      case 'parquet':
        // These two load libraries that no search needs.
        await (await import('./parquet.ts')).writeParquet(...(await rows()), to)
        break
      case 'tensorboard':
        return await (await import('./tensorboard.ts')).writeTensorboard(journal, to)
    }
    return E.right(undefined)
  } catch (error) {
    // Somebody else has made it since.
    if (errorCode(error) === 'EEXIST') return E.left(copyExists(to))
    if (!toStream) rmSync(to, { force: true, recursive: true })
    return E.left(isJournalError(error) ? error : copyNotWritten(to, error))
  }
}
