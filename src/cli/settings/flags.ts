import { type Command, Option } from 'commander'
import { isRecord } from '../../common/index.ts'
import {
  type Declaration,
  declarationOf,
  type Declarations,
  defaultText,
  type Given,
  type GivenValues,
  settingNames,
  type SettingName,
} from '../../session/index.ts'

/** A setting as it is typed. */
export const typed = (key: string): string =>
  `--${key.replace(/[A-Z]/g, (c) => `-${c.toLowerCase()}`)}`

/** The names that a setting may have, where they are a list. */
const namesOf = ({ schema }: Declarations[string]): ReadonlyArray<string> => {
  const { enum: own, anyOf } = schema
  const [first] = Array.isArray(anyOf) ? (anyOf as ReadonlyArray<unknown>) : []
  const names: unknown = own ?? (isRecord(first) ? first['enum'] : undefined)
  return Array.isArray(names)
    ? names.filter((name: unknown): name is string => typeof name === 'string')
    : []
}

/** What a setting does, the names that it takes where the help does not tell them, and its default. */
const shown = (declaration: Declarations[string]): string => {
  const { help } = declaration
  const names = namesOf(declaration)
  const told = names.every((name) => help.includes(name)) ? help : `${help}: ${names.join(', ')}`
  // A form is only ever given back what it checked itself.
  const text = defaultText(declaration as Declaration<unknown>)
  return text === '' ? told : `${told} (default ${text})`
}

/** Options as commander gives them. */
export type Flags = Readonly<Record<string, unknown>>

/** Adds declarations to a command as flags; a switch that is on by default gets its `--no-` form. */
export const addFlags = (command: Command, declarations: Declarations): Command => {
  for (const [key, declaration] of Object.entries(declarations)) {
    const { argument, group, help: purpose, byDefault } = declaration
    const add = (flags: string, help: string | undefined): void => {
      const option = new Option(flags, help).helpGroup(`${group}:`)
      command.addOption(help === undefined ? option.hideHelp() : option)
    }
    const name = typed(key)
    if (argument !== '') add(`${name} ${argument}`, shown(declaration))
    else {
      const on = byDefault._tag === 'Fixed' && byDefault.value === true
      add(name, on ? undefined : shown(declaration))
      add(name.replace('--', '--no-'), on ? `do not ${purpose}` : undefined)
    }
  }
  return command
}

/** What a command line gives of some declarations, unchecked. */
export const givenOf = <D extends Declarations>(options: Flags, declarations: D): GivenValues<D> =>
  // The names are those of the declarations.
  Object.fromEntries(
    Object.entries<Declarations[string]>(declarations).flatMap(
      ([key, { ofText }]): ReadonlyArray<[string, Given]> => {
        const value = options[key]
        if (value === undefined) return []
        return [
          [key, { value: typeof value === 'string' ? ofText(value) : value, where: typed(key) }],
        ]
      },
    ),
  ) as GivenValues<D>

const declared = (names: ReadonlyArray<SettingName>): Declarations =>
  Object.fromEntries(names.map((key) => [key, declarationOf(key)]))

/** Adds settings to a command, as {@link addFlags}. */
export const addSettings = (
  command: Command,
  names: ReadonlyArray<SettingName> = settingNames,
): Command => addFlags(command, declared(names))

/** The settings that a command line gives, unchecked. */
export const givenFlags = (
  options: Flags,
  names: ReadonlyArray<SettingName> = settingNames,
): Readonly<Partial<Record<SettingName, Given>>> => givenOf(options, declared(names))
