import { Command, Option } from 'commander'
import { note, out } from './output.ts'

/** Text of several lines, line by line: help is ours, and what it echoes is made printable. */
const lineByLine =
  (print: (line: string) => void) =>
  (text: string): void => {
    for (const line of text.replace(/\n$/, '').split('\n')) print(line)
  }

const debugOption = (): Option =>
  new Option('--debug', 'tell where in its code a fault of rxnas itself happened')

/** Commander would print and exit by itself, with 1 for a usage error; ours is 2. */
const settled = (command: Command, debug: Option): Command => {
  command
    .exitOverride()
    .configureOutput({ writeOut: lineByLine(out), writeErr: lineByLine(note) })
    .addOption(debug)
  for (const inner of command.commands) settled(inner, debugOption().hideHelp())
  return command
}

/** What an unknown command most likely means where it is one of a group, as `inspect` of `data`; nothing else. */
export const hintOnCommand = (given: string, commands: ReadonlyArray<Command>): string => {
  const group = commands.find((one) => one.commands.some((inner) => inner.name() === given))
  return group === undefined ? '' : `Did you mean rxnas ${group.name()} ${given}?`
}

/** The command line of `rxnas`, before any argument is read. */
export const program = (version: string, commands: ReadonlyArray<Command>): Command => {
  const all = new Command('rxnas')
    .description('Neural architecture search with reinforcement learning.')
    .version(version)
    .showSuggestionAfterError()
    .addHelpText('after', '\nBegin with: rxnas search, or rxnas init for your own data.')
  for (const command of commands) all.addCommand(command)
  return settled(all, debugOption())
}
