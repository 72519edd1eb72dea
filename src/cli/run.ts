import { type Command, CommanderError } from 'commander'
import { version } from '../node/index.ts'
import { dataCommand } from './data/dataCommand.ts'
import { engineCommand } from './engine/engineCommand.ts'
import { status } from './exitStatus.ts'
import { initCommand } from './init/initCommand.ts'
import { journalCommand } from './journal/journalCommand.ts'
import { replayCommand } from './journal/replayCommand.ts'
import { rescoreCommand } from './journal/rescoreCommand.ts'
import { showCommand } from './journal/showCommand.ts'
import { exportCommand, predictCommand, trainCommand } from './network/networkCommands.ts'
import { plotCommand } from './report/plotCommand.ts'
import { reportCommand } from './report/reportCommand.ts'
import { note } from './output.ts'
import { hintOnCommand, program } from './program.ts'
import { reportBug } from './reportBug.ts'
import { resumeCommand, searchCommand } from './search/searchCommand.ts'
import { runResume, runSearch } from './search/runSearch.ts'

/** Commander's commands hold what they have parsed, so each run has its own. */
const newCommands = (): ReadonlyArray<Command> => [
  searchCommand(async (flags) => {
    process.exitCode = await runSearch(flags)
  }),
  resumeCommand(runResume),
  initCommand(),
  dataCommand(),
  trainCommand(),
  predictCommand(),
  exportCommand(),
  showCommand(),
  reportCommand(),
  plotCommand(),
  replayCommand(),
  rescoreCommand(),
  journalCommand(),
  engineCommand(),
]

/** Runs `rxnas` with arguments, in the working folder; what it ends with is the process's exit code. */
export const run = async (args: ReadonlyArray<string>): Promise<void> => {
  const commands = newCommands()
  try {
    await program(version, commands).parseAsync(args, { from: 'user' })
  } catch (error) {
    if (error instanceof CommanderError) {
      const hint =
        error.code === 'commander.unknownCommand' ? hintOnCommand(args[0] ?? '', commands) : ''
      if (hint !== '') note(hint)
      process.exitCode = error.exitCode === 0 ? status.well : status.usage
    } else {
      reportBug(error)
      process.exitCode = status.failed
    }
  }
}
