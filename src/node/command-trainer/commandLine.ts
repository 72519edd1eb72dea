import { type CommandInput } from './CommandInput.ts'

/** A program to start: by itself, or by a shell that reads a line. */
export interface CommandLine {
  readonly program: string
  readonly args: ReadonlyArray<string>
  readonly shell: boolean
}

/** A line for the shell, or a program and its arguments. */
export type Command = string | readonly [string, ...ReadonlyArray<string>]

const placeholder = /\{(architecture|decisions|budget|seed)\}/g

// In single quotes a POSIX shell changes nothing.
const quoted = (text: string): string => `'${text.replaceAll("'", `'\\''`)}'`

/**
 * A command with its placeholders replaced by JSON. A string is a line of the shell, in which the
 * JSON is quoted; a list is a program and its arguments, of which no shell knows.
 */
export const commandLine = (command: Command, input: CommandInput): CommandLine => {
  // The pattern matches the names of CommandInput alone.
  const jsonOf = (name: string): string => JSON.stringify(input[name as keyof CommandInput])
  const filled = (text: string, show: (json: string) => string): string =>
    text.replace(placeholder, (_, name: string) => show(jsonOf(name)))
  if (typeof command === 'string')
    return { program: filled(command, quoted), args: [], shell: true }
  const [program, ...args] = command
  return { program, args: args.map((arg) => filled(arg, (json) => json)), shell: false }
}
