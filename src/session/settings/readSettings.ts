import * as E from 'fp-ts/lib/Either.js'
import { didYouMean, shown } from '../../common/index.ts'
import { type Given, type GivenValues, readValues } from './readValues.ts'
import { settingNames, settings, type SettingName, type SettingValues } from './settings.ts'
import { usage, type UsageError } from './UsageError.ts'

/** Values of settings with where each was given, not yet checked. */
export type GivenSettings = GivenValues<typeof settings>

const isSetting = (key: string): key is SettingName => Object.hasOwn(settings, key)

/** The settings that are given, checked; or what is wrong with the first that cannot be taken. */
export const readSettings = (given: GivenSettings): E.Either<UsageError, SettingValues> =>
  readValues(settings, given)

/** Settings that a program gives as plain values, named as its own. */
export const givenBy = (
  values: Readonly<Partial<Record<SettingName, unknown>>>,
  source: string,
): GivenSettings =>
  Object.fromEntries(
    settingNames
      .filter((key) => values[key] !== undefined)
      .map((key): [SettingName, Given] => [key, { value: values[key], where: `${key} ${source}` }]),
  )

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
          `${shown(unknown)} in ${file} is not a setting.${didYouMean(unknown, settingNames)} The settings are ${settingNames.join(', ')}.`,
        ),
      )
}
