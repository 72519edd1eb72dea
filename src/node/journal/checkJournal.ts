import { type Either } from 'fp-ts/lib/Either.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import { checkLines, type JournalCheck } from '../../episode/journal/index.ts'
import { chunksOf } from './chunksOf.ts'
import { type JournalError, journalNotRead } from './JournalError.ts'

/** Reads a whole journal and tells what is wrong with it, line by line, in constant memory. */
export const checkJournal = (path: string): Promise<Either<JournalError, JournalCheck>> =>
  TE.tryCatch(
    () => checkLines(chunksOf(path)),
    (error) => journalNotRead(path, error),
  )()
