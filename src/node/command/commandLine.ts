import { type Json } from '../../index.ts'

/** A program to start: by itself, or by a shell that reads a line. */
export interface CommandLine {
  readonly program: string
  readonly args: ReadonlyArray<string>
  readonly shell: boolean
}

/** What a command is told of its child; each part may stand in its arguments, as `{seed}`. */
export type Told = Readonly<Record<'architecture' | 'decisions' | 'budget' | 'seed', Json>>

const placeholder = /\{(architecture|decisions|budget|seed)\}/g

// In single quotes a POSIX shell changes nothing.
const quoted = (text: string): string => `'${text.replaceAll("'", `'\\''`)}'`

/**
 * A command with its placeholders replaced by JSON. A string is a line of the shell, in which the
 * JSON is quoted; a list is a program and its arguments, of which no shell knows.
 */
export const commandLine = (
  command: string | readonly [string, ...ReadonlyArray<string>],
  told: Told,
): CommandLine => {
  // The pattern matches the names of Told alone.
  const jsonOf = (name: string): string => JSON.stringify(told[name as keyof Told])
  if (typeof command === 'string')
    return {
      program: command.replace(placeholder, (_, name: string) => quoted(jsonOf(name))),
      args: [],
      shell: true,
    }
  const [program, ...args] = command
  return {
    program,
    args: args.map((arg) => arg.replace(placeholder, (_, name: string) => jsonOf(name))),
    shell: false,
  }
}
