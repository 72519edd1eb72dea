#!/usr/bin/env node
import * as E from 'fp-ts/lib/Either.js'
import { type Command, CommanderError } from 'commander'
import { readFileSync } from 'node:fs'
import { engineCommand } from './engineCommand.ts'
import { note } from './output.ts'
import { program } from './program.ts'
import { searchCommand } from './search/command.ts'
import { planSearch } from './search/plan.ts'
import { runSearch } from './search/runSearch.ts'

const packageFile = import.meta.url.endsWith('.ts') ? '../../package.json' : '../../../package.json'

const versionOf = (): string => {
  const parsed: unknown = JSON.parse(readFileSync(new URL(packageFile, import.meta.url), 'utf8'))
  return String(Reflect.get(Object(parsed), 'version'))
}

/** Commander would exit by itself, with 1 for a usage error; ours is 2. */
const throwing = (command: Command): Command => {
  command.exitOverride()
  for (const inner of command.commands) throwing(inner)
  return command
}

const version = versionOf()
const commands = {
  search: searchCommand(async (options) => {
    const plan = planSearch(options, new Date())
    if (E.isLeft(plan)) {
      note(plan.left.message)
      process.exitCode = 2
    } else process.exitCode = await runSearch(plan.right, version)
  }),
  engine: engineCommand(),
}

try {
  await throwing(program(version, commands)).parseAsync(process.argv)
} catch (error) {
  if (!(error instanceof CommanderError)) throw error
  process.exitCode = error.exitCode === 0 ? 0 : 2
}
