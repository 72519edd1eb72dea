import { columnKinds } from '../../data/index.ts'
import { settingNames } from './settings.ts'

const camelCase = (flag: string): string =>
  flag.replace(/-([a-z])/g, (_, letter: string) => letter.toUpperCase())

const names: ReadonlySet<string> = new Set(settingNames)

const column = new RegExp(String.raw`--columns (\S.*?)=(${columnKinds.join('|')})\b`, 'g')

const missing = /--missing "([^"\n]*)"/g

/** A flag with what is typed after it, where that is a value and no word of the sentence. */
const flag =
  /--([a-z][a-z-]*)(?: (?:(?:NAME|PATH|FOLDER)\b|(drop|yes|no|none|point|comma|regression|classification)\b|(\d+)\b))?/g

/**
 * A message in which settings are called as in code, `onBad: 'drop'`, and not as on a command line,
 * `--on-bad drop`, which is how the readers of data and of settings write them.
 */
export const namedInCode = (message: string): string =>
  message
    .replace(
      column,
      (_, name: string, kind: string) => `columns: { ${JSON.stringify(name)}: '${kind}' }`,
    )
    .replace(missing, (_, texts: string) => `missing: ${JSON.stringify(texts.split(','))}`)
    .replace(flag, (all: string, typed: string, word?: string, whole?: string) => {
      const name = camelCase(typed)
      if (!names.has(name)) return all
      return word !== undefined
        ? `${name}: '${word}'`
        : whole === undefined
          ? name
          : `${name}: ${whole}`
    })
