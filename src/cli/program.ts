import { Command } from 'commander'

/** What the program's commands do; each tells its exit status. */
export interface Actions {
  readonly search: Command
  readonly engine: Command
}

/** The command line of `rxnas`, before any argument is read. */
export const program = (version: string, { search, engine }: Actions): Command =>
  new Command('rxnas')
    .description('Neural architecture search with reinforcement learning.')
    .version(version)
    .addCommand(search)
    .addCommand(engine)
    .showSuggestionAfterError()
    .addHelpText('after', '\nBegin with: rxnas search')
