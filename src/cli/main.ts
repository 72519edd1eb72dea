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
import { program } from './program.ts'
import { resumeCommand, searchCommand } from './search/command.ts'
import { resumeSearch, startSearch } from './search/startSearch.ts'

/** Commander would exit by itself, with 1 for a usage error; ours is 2. */
const throwing = (command: Command): Command => {
  command.exitOverride()
  for (const inner of command.commands) throwing(inner)
  return command
}

const commands = [
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
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  process.exit(error.code === 'EPIPE' ? status.well : status.failed)
})

try {
  await throwing(program(version, commands)).parseAsync(process.argv)
} catch (error) {
  if (!(error instanceof CommanderError)) throw error
  process.exitCode = error.exitCode === 0 ? status.well : status.usage
}
