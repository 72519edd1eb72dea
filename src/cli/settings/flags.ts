import { type Command, Option } from 'commander'
import { type Given, settingNames, settings, type SettingName } from '../../session/index.ts'

const kebab = (key: string): string => key.replace(/[A-Z]/g, (c) => `-${c.toLowerCase()}`)

const shown = (key: SettingName): string => {
  const { help, otherwise } = settings[key]
  return otherwise === '' ? help : `${help} (${otherwise})`
}

/** Options as commander gives them. */
export type Flags = Readonly<Record<string, unknown>>

/** Adds settings to a command as flags; a switch that is on unless told gets its `--no-` form. */
export const addSettings = (
  command: Command,
  names: ReadonlyArray<SettingName> = settingNames,
): Command => {
  for (const key of names) {
    const { argument, group, otherwise } = settings[key]
    const add = (flags: string, help: string | undefined): void => {
      const option = new Option(flags, help).helpGroup(`${group}:`)
      command.addOption(help === undefined ? option.hideHelp() : option)
    }
    const name = kebab(key)
    if (argument !== '') add(`--${name} ${argument}`, shown(key))
    else {
      const on = otherwise === 'true'
      add(`--${name}`, on ? undefined : shown(key))
      add(`--no-${name}`, on ? `do not ${settings[key].help}` : undefined)
    }
  }
  return command
}

/** The settings that a command line gives, unchecked. */
export const givenFlags = (
  options: Flags,
  names: ReadonlyArray<SettingName> = settingNames,
): Readonly<Partial<Record<SettingName, Given>>> =>
  Object.fromEntries(
    names.flatMap((key): ReadonlyArray<[SettingName, Given]> => {
      const value = options[key]
      if (value === undefined) return []
      const read = typeof value === 'string' ? settings[key].ofText(value) : value
      return [[key, { value: read, where: `--${kebab(key)}` }]]
    }),
  )
