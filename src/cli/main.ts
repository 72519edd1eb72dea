#!/usr/bin/env node
import { type Command, CommanderError } from 'commander'
import { dataCommand } from './data/dataCommand.ts'
import { engineCommand } from './engineCommand.ts'
import { status } from './exitStatus.ts'
import { initCommand } from './init/initCommand.ts'
import { exportCommand, predictCommand, trainCommand } from './network/commands.ts'
import { journalCommand } from './journal/journalCommand.ts'
import { replayCommand } from './journal/replayCommand.ts'
import { rescoreCommand } from './journal/rescoreCommand.ts'
import { showCommand } from './journal/showCommand.ts'
import { version } from '../node/index.ts'
import { onOutputError } from './output.ts'
import { program } from './program.ts'
import { resumeCommand, searchCommand } from './search/command.ts'
import { resumeSearch, startSearch } from './search/startSearch.ts'
import { reportBug } from './reportBug.ts'

const commands: ReadonlyArray<Command> = [
  searchCommand(async (flags) => {
    process.exitCode = await startSearch(flags)
  }),
  resumeCommand(async (journal, flags) => {
    process.exitCode = await resumeSearch(journal, flags)
  }),
  initCommand(),
  dataCommand(),
  trainCommand(),
  predictCommand(),
  exportCommand(),
  showCommand(),
  replayCommand(),
  rescoreCommand(),
  journalCommand(),
  engineCommand(),
]

// Whoever reads the output has heard enough, as `head` has: then there is nobody to work for.
onOutputError(({ code }) => process.exit(code === 'EPIPE' ? status.well : status.failed))

// What nobody catches is a mistake of rxnas; it could be in any state then, so it ends.
const endByBug = (error: unknown): void => {
  reportBug(error)
  process.exit(status.failed)
}
process.on('uncaughtException', endByBug)
process.on('unhandledRejection', endByBug)

try {
  await program(version, commands).parseAsync(process.argv)
} catch (error) {
  if (error instanceof CommanderError)
    process.exitCode = error.exitCode === 0 ? status.well : status.usage
  else {
    reportBug(error)
    process.exitCode = status.failed
  }
}
