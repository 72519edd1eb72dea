import * as E from 'fp-ts/lib/Either.js'
import { didYouMean } from './nearest.ts'
import { settingNames, settings, type SettingName, type SettingValues } from './settings.ts'
import { usage, type UsageError } from './UsageError.ts'

/** A value that a file or a command line gives a setting. */
export interface Given {
  readonly value: unknown
  /** Where it was given, as `--episodes` or `episodes in rxnas.config.ts`. */
  readonly where: string
}

const isSetting = (key: string): key is SettingName => Object.hasOwn(settings, key)

/** The settings that are given, checked; or what is wrong with the first that cannot be taken. */
export const readSettings = (
  given: Readonly<Partial<Record<SettingName, Given>>>,
): E.Either<UsageError, SettingValues> => {
  const values: Record<string, unknown> = {}
  for (const key of settingNames) {
    const one = given[key]
    if (one === undefined || one.value === undefined) continue
    const checked = settings[key].check(one.where)(one.value)
    if (E.isLeft(checked)) return checked
    values[key] = checked.right
  }
  return E.right(values)
}

/** The keys of a file that are no settings, as an error that offers the nearest name. */
export const unknownKey = (
  keys: ReadonlyArray<string>,
  file: string,
): E.Either<UsageError, void> => {
  const unknown = keys.find((key) => !isSetting(key) && key !== '$schema')
  return unknown === undefined
    ? E.right(undefined)
    : E.left(
        usage(
          `${file} has a setting ${JSON.stringify(unknown)}, which there is none of.${didYouMean(unknown, settingNames)} The settings are ${settingNames.join(', ')}.`,
        ),
      )
}
