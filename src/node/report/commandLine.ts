import { isRecord, shellWord } from '../../common/index.ts'
import { type SavedSettings } from '../../session/index.ts'

/** A setting as it is typed. */
const typed = (key: string): string => `--${key.replace(/[A-Z]/g, (c) => `-${c.toLowerCase()}`)}`

const textOf = (value: unknown): string =>
  Array.isArray(value)
    ? value.map(String).join(',')
    : isRecord(value)
      ? Object.entries(value)
          .map(([name, kind]) => `${name}=${String(kind)}`)
          .join(',')
      : String(value)

/** Where a search lies is another's when it is run again. */
const placed = new Set(['out', 'journal'])

/** The command by which the search of some settings is run again. */
export const commandLine = ({ settings, config, own }: SavedSettings): string =>
  [
    'rxnas search',
    // What a configuration sets is among the settings; its code is not.
    ...(config === null || own?.length === 0 ? [] : [`--config ${shellWord(config)}`]),
    ...Object.entries(settings)
      .filter(([key]) => !placed.has(key))
      .map(([key, value]) =>
        typeof value === 'boolean'
          ? typed(value ? key : `no-${key}`).replace('no--', 'no-')
          : `${typed(key)} ${shellWord(textOf(value))}`,
      ),
  ].join(' ')
