import { Command } from 'commander'

/** The command line of `rxnas`, before any argument is read. */
export const program = (version: string, commands: ReadonlyArray<Command>): Command => {
  const all = new Command('rxnas')
    .description('Neural architecture search with reinforcement learning.')
    .version(version)
    .showSuggestionAfterError()
    .addHelpText('after', '\nBegin with: rxnas search, or rxnas init for your own data.')
  for (const command of commands) all.addCommand(command)
  return all
}
