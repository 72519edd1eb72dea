import { pipe } from 'fp-ts/lib/function.js'
import * as E from 'fp-ts/lib/Either.js'
import * as T from 'fp-ts/lib/Task.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import { dirname } from 'node:path'
import { messageOf } from '../../common/index.ts'
import { sessionFailed, type SessionFailed } from '../../session/index.ts'
import { makeFolder } from '../files/index.ts'
import { type JournalError, takeLock } from '../journal/index.ts'

const notMade = (path: string, error: unknown): JournalError => ({
  _tag: 'JournalNotWritten',
  path,
  message: `${path} could not be made: ${messageOf(error)}. Give another folder by --out.`,
})

const failed = (model: string, error: JournalError): SessionFailed =>
  sessionFailed(
    error._tag === 'JournalLocked'
      ? `${model} is being written by the process ${error.pid}, which trains a network to save there. Wait for it to end, or give another folder by --out. If there is no such process, remove ${model}.lock.`
      : error.message,
  )

/**
 * Locks the folder of a network while it is trained, saved and described, as a journal is locked while
 * it is written: of two trainings that save in one folder the second is refused.
 */
export const lockModel = (model: string): TE.TaskEither<SessionFailed, T.Task<void>> =>
  TE.fromIOEither(() =>
    pipe(
      E.tryCatch(
        () => {
          makeFolder(dirname(model))
        },
        (error) => notMade(model, error),
      ),
      E.flatMap(() => takeLock(model, notMade)),
      E.bimap(
        (error) => failed(model, error),
        ({ release }) => T.fromIO(release),
      ),
    ),
  )
