import * as E from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import { constants, copyFileSync, existsSync, writeFileSync } from 'node:fs'
import { basename, dirname } from 'node:path'
import { messageOf, parseJson } from '../../common/index.ts'
import { makeFolder, readRegularText } from '../files/index.ts'
import { baselineFile } from './journalFile.ts'
import { SavedSettings, sessionFailed, type SessionFailed } from '../../session/index.ts'

/** The file beside a journal by which `rxnas resume` knows what was searched. */
export const settingsFile = (journal: string): string => `${journal}.settings.json`

/** Keeps what a search was begun with beside its journal, which tells what was found but not where the data lies. */
export const writeSettings = (
  journal: string,
  saved: SavedSettings,
): E.Either<SessionFailed, void> =>
  E.tryCatch(
    () => {
      makeFolder(dirname(journal))
      writeFileSync(settingsFile(journal), `${JSON.stringify(saved, null, 2)}\n`)
    },
    (error) => sessionFailed(`${settingsFile(journal)} could not be written: ${messageOf(error)}.`),
  )

/** Files that lie beside a journal and belong to its search: its settings, and the journal of its baseline. */
const beside = (journal: string): ReadonlyArray<string> => [
  settingsFile(journal),
  baselineFile(journal),
]

/**
 * Copies what lies beside a journal to another of the same search, so that the search can go on in it.
 *
 * @returns whether there was what the search was begun with
 */
export const copyBeside = (journal: string, to: string): E.Either<SessionFailed, boolean> =>
  E.tryCatch(
    () => {
      const targets = beside(to)
      for (const [i, file] of beside(journal).entries()) {
        const target = targets[i]
        if (target !== undefined && existsSync(file))
          copyFileSync(file, target, constants.COPYFILE_EXCL)
      }
      return existsSync(settingsFile(to))
    },
    (error) =>
      sessionFailed(
        `What lies beside ${journal} could not be put beside ${to}, where its search goes on: ${messageOf(error)}.`,
      ),
  )

/** The largest file of settings that is read, in bytes. */
const limit = 64e6

/** What the search of a journal was begun with. */
export const savedSettings = (journal: string): E.Either<SessionFailed, SavedSettings> => {
  const file = settingsFile(journal)
  if (!existsSync(journal)) return E.left(sessionFailed(`${journal} does not exist.`))
  if (!existsSync(file))
    return E.left(
      sessionFailed(
        `${journal} has no ${basename(file)} beside it, so what it was searched with is not known. Resume it from a program by continueJournal, or give the settings of its search in such a file.`,
      ),
    )
  return pipe(
    readRegularText(file, { limit }),
    E.flatMap((text) => parseJson(text, (error) => `cannot be read: ${messageOf(error)}`)),
    E.flatMap((json) =>
      pipe(
        SavedSettings.decode(json),
        E.mapLeft(() => 'holds no settings of a search'),
      ),
    ),
    E.mapLeft((reason) => sessionFailed(`${file} ${reason}.`)),
  )
}
