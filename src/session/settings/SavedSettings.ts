import * as t from 'io-ts'
import { type Given } from './readValues.ts'
import { type GivenSettings } from './readSettings.ts'
import { type OwnParts } from './SearchConfig.ts'

/** The settings that a search was begun with, and the configuration that its own parts come from. */
export interface SavedSettings {
  readonly settings: Readonly<Record<string, unknown>>
  /** Absolute path of the configuration; `null` for none. */
  readonly config: string | null
  /** The parts that the configuration defines by code; not known of older searches. */
  readonly own?: ReadonlyArray<string>
  /** Folder that relative paths of the settings start from. */
  readonly folder: string
}

/** Codec of {@link SavedSettings}. */
export const SavedSettings: t.Type<SavedSettings, unknown> = t.readonly(
  t.exact(
    t.intersection([
      t.type({
        settings: t.readonly(t.record(t.string, t.unknown)),
        config: t.union([t.string, t.null]),
        folder: t.string,
      }),
      t.partial({ own: t.readonlyArray(t.string) }),
    ]),
  ),
)

/** What was given, and the parts of its own that the configuration defines by code, as it is kept. */
export const savedOf = (
  given: GivenSettings,
  config: string | undefined,
  folder: string,
  own: OwnParts = {},
): SavedSettings => ({
  settings: Object.fromEntries(Object.entries(given).map(([key, { value }]) => [key, value])),
  config: config ?? null,
  ...(config === undefined ? {} : { own: Object.keys(own) }),
  folder,
})

/** Kept settings as given ones. `source` is what errors call the place they come from. */
export const givenAgain = ({ settings }: SavedSettings, source: string): GivenSettings =>
  Object.fromEntries(
    Object.entries(settings).map(([key, value]): [string, Given] => [
      key,
      { value, where: `${key} in ${source}` },
    ]),
  )
