import * as E from 'fp-ts/lib/Either.js'
import * as t from 'io-ts'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { basename, dirname, resolve } from 'node:path'
import { type Given, type SettingName } from '../../session/index.ts'

/** The settings that a search was begun with, and the configuration that its own parts come from. */
export interface SavedSettings {
  readonly settings: Readonly<Record<string, unknown>>
  /** Absolute path of the configuration; `null` for none. */
  readonly config: string | null
  /** Folder that relative paths of the settings start from. */
  readonly folder: string
}

const Saved: t.Type<SavedSettings, unknown> = t.readonly(
  t.strict({
    settings: t.readonly(t.record(t.string, t.unknown)),
    config: t.union([t.string, t.null]),
    folder: t.string,
  }),
)

/** The file beside a journal by which `rxnas resume` knows what was searched. */
const fileOf = (journal: string): string => `${journal}.settings.json`

/** Keeps what a search was begun with beside its journal, which tells what was found but not where the data lies. */
export const saveSettings = (
  journal: string,
  given: Readonly<Partial<Record<SettingName, Given>>>,
  config: string | undefined,
): E.Either<string, void> => {
  const saved: SavedSettings = {
    settings: Object.fromEntries(Object.entries(given).map(([key, { value }]) => [key, value])),
    config: config ?? null,
    folder: process.cwd(),
  }
  try {
    mkdirSync(dirname(journal), { recursive: true })
    writeFileSync(fileOf(journal), `${JSON.stringify(saved, null, 2)}\n`)
    return E.right(undefined)
  } catch (error) {
    return E.left(
      `${fileOf(journal)} could not be written: ${error instanceof Error ? error.message : String(error)}.`,
    )
  }
}

/** What the search of a journal was begun with. */
export const savedSettings = (journal: string): E.Either<string, SavedSettings> => {
  const file = fileOf(journal)
  if (!existsSync(journal)) return E.left(`${journal} does not exist.`)
  if (!existsSync(file))
    return E.left(
      `${journal} has no ${basename(file)} beside it, so what it was searched with is not known. Resume it from a program by continueJournal, or give the settings of its search in such a file.`,
    )
  try {
    const saved = Saved.decode(JSON.parse(readFileSync(file, 'utf8')))
    return E.isLeft(saved) ? E.left(`${file} holds no settings of a search.`) : saved
  } catch (error) {
    return E.left(
      `${file} cannot be read: ${error instanceof Error ? error.message : String(error)}.`,
    )
  }
}

/** Saved settings as given ones, for the journal where it lies now. */
export const givenAgain = (
  { settings }: SavedSettings,
  journal: string,
): Readonly<Record<string, Given>> => ({
  ...Object.fromEntries(
    Object.entries(settings).map(([key, value]): [string, Given] => [
      key,
      { value, where: `${key} in ${basename(fileOf(journal))}` },
    ]),
  ),
  journal: { value: resolve(journal), where: 'the journal' },
  out: { value: dirname(resolve(journal)), where: 'the folder of the journal' },
})
