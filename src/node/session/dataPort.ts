import * as E from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { messageOf } from '../../common/index.ts'
import {
  type OpenData,
  type SessionError,
  sessionFailed,
  type SessionPorts,
} from '../../session/index.ts'
import { loadData, storeSplits } from '../data/index.ts'

/** Folders of data that this process has written for its workers. */
const folders = new Set<string>()

const remove = (folder: string): void => {
  folders.delete(folder)
  rmSync(folder, { recursive: true, force: true })
}

// A process that is ended by force of a second Ctrl-C leaves none behind either.
process.on('exit', () => {
  for (const folder of folders) remove(folder)
})

const newFolder: TE.TaskEither<SessionError, string> = TE.fromEither(
  E.tryCatch(
    () => {
      const folder = mkdtempSync(join(tmpdir(), 'rxnas-data-'))
      folders.add(folder)
      return folder
    },
    (error) =>
      sessionFailed(
        `The prepared data could not be kept in ${tmpdir()}: ${messageOf(error)}. Name another folder by the variable TMPDIR.`,
      ),
  ),
)

/** Data sets of files and folders, stored in a folder where worker processes find them. */
export const dataPort: SessionPorts['data'] = {
  open: (source, options, warn) =>
    pipe(
      TE.Do,
      TE.bind('prepared', () => async () => loadData(source, options, warn)),
      TE.mapLeft(({ message }): SessionError => sessionFailed(message)),
      TE.bind('location', () => newFolder),
      TE.bind('sha256', ({ location, prepared }) =>
        pipe(
          TE.fromEither(storeSplits(location, prepared.splits)),
          TE.mapLeft(({ message }): SessionError => {
            remove(location)
            return sessionFailed(message)
          }),
        ),
      ),
      TE.map((data): OpenData => data),
    ),
  close:
    ({ location }) =>
    () =>
      Promise.resolve().then(() => {
        remove(location)
      }),
}
