import { pipe } from 'fp-ts/lib/function.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import { rmSync } from 'node:fs'
import {
  type OpenData,
  type SessionError,
  sessionFailed,
  type SessionPorts,
} from '../../session/index.ts'
import { newDataFolder } from '../data/dataFolder.ts'
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

const newFolder: TE.TaskEither<SessionError, string> = pipe(
  TE.fromIOEither(() => newDataFolder()),
  TE.bimap(
    ({ message }): SessionError => sessionFailed(message),
    (folder) => {
      folders.add(folder)
      return folder
    },
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
