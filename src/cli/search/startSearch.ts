import * as E from 'fp-ts/lib/Either.js'
import { loadConfig, type LoadedConfig, mergeSettings } from '../../node/config/index.ts'
import { failedWith, status } from '../exitStatus.ts'
import { journalFile } from '../journal/journalFile.ts'
import { note } from '../output.ts'
import { givenFlags } from '../settings/flags.ts'
import { type SearchFlags } from './command.ts'
import { planSearch } from './plan.ts'
import { runSearch } from './runSearch.ts'
import { givenAgain, savedSettings } from './savedSettings.ts'

type Given = LoadedConfig['given']

const run = async (
  loaded: LoadedConfig,
  flags: Given,
  how: 'Anew' | 'Resumed',
): Promise<number> => {
  const given = { ...loaded.given, ...flags }
  const plan = E.Chain.chain(mergeSettings(loaded, flags), (values) =>
    planSearch(values, loaded, new Date()),
  )
  if (E.isLeft(plan)) {
    note(plan.left.message)
    return status.usage
  }
  return runSearch(plan.right, how, given)
}

/** Runs `rxnas search`: settings of the flags, of a configuration, of the defaults. */
export const startSearch = async (flags: SearchFlags): Promise<number> => {
  const config = await loadConfig(flags.config)
  if (E.isLeft(config)) {
    note(config.left.message)
    return status.usage
  }
  return run(config.right, givenFlags(flags), 'Anew')
}

/** Runs `rxnas resume`: the settings that the search was begun with, and those flags that may differ. */
export const resumeSearch = async (searched: string, flags: SearchFlags): Promise<number> => {
  const journal = journalFile(searched)
  const saved = savedSettings(journal)
  if (E.isLeft(saved)) return failedWith(saved.left)
  const again = givenAgain(saved.right, journal)
  // Relative paths of the settings start where the search was begun.
  process.chdir(saved.right.folder)
  const own =
    saved.right.config === null
      ? E.right({ file: undefined, given: {}, own: {} })
      : await loadConfig(saved.right.config)
  if (E.isLeft(own)) {
    note(own.left.message)
    return status.usage
  }
  return run({ ...own.right, given: again }, givenFlags(flags), 'Resumed')
}
