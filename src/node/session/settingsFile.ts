import * as E from 'fp-ts/lib/Either.js'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { basename, dirname } from 'node:path'
import { messageOf } from '../../common/index.ts'
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
      mkdirSync(dirname(journal), { recursive: true })
      writeFileSync(settingsFile(journal), `${JSON.stringify(saved, null, 2)}\n`)
    },
    (error) => sessionFailed(`${settingsFile(journal)} could not be written: ${messageOf(error)}.`),
  )

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
  try {
    const saved = SavedSettings.decode(JSON.parse(readFileSync(file, 'utf8')))
    return E.isLeft(saved) ? E.left(sessionFailed(`${file} holds no settings of a search.`)) : saved
  } catch (error) {
    return E.left(sessionFailed(`${file} cannot be read: ${messageOf(error)}.`))
  }
}
