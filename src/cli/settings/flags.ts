import { type Command, Option } from 'commander'
import {
  declarationOf,
  defaultText,
  type Given,
  settingNames,
  type SettingName,
} from '../../session/index.ts'

const kebab = (key: string): string => key.replace(/[A-Z]/g, (c) => `-${c.toLowerCase()}`)

const shown = (key: SettingName): string => {
  const declaration = declarationOf(key)
  const text = defaultText(declaration)
  return text === '' ? declaration.help : `${declaration.help} (${text})`
}

/** Options as commander gives them. */
export type Flags = Readonly<Record<string, unknown>>

/** Adds settings to a command as flags; a switch that is on by default gets its `--no-` form. */
export const addSettings = (
  command: Command,
  names: ReadonlyArray<SettingName> = settingNames,
): Command => {
  for (const key of names) {
    const { argument, group, help: purpose, byDefault } = declarationOf(key)
    const add = (flags: string, help: string | undefined): void => {
      const option = new Option(flags, help).helpGroup(`${group}:`)
      command.addOption(help === undefined ? option.hideHelp() : option)
    }
    const name = kebab(key)
    if (argument !== '') add(`--${name} ${argument}`, shown(key))
    else {
      const on = byDefault._tag === 'Fixed' && byDefault.value === true
      add(`--${name}`, on ? undefined : shown(key))
      add(`--no-${name}`, on ? `do not ${purpose}` : undefined)
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
      const read = typeof value === 'string' ? declarationOf(key).ofText(value) : value
      return [[key, { value: read, where: `--${kebab(key)}` }]]
    }),
  )
