#!/usr/bin/env node
import { status } from './exitStatus.ts'
import { onOutputError } from './output.ts'
import { reportBug } from './reportBug.ts'
import { run } from './run.ts'

// Whoever reads the output has heard enough, as `head` has: then there is nobody to work for.
onOutputError(({ code }) => process.exit(code === 'EPIPE' ? status.well : status.failed))

// What nobody catches is a mistake of rxnas; it could be in any state then, so it ends.
const endByBug = (error: unknown): void => {
  reportBug(error)
  process.exit(status.failed)
}
process.on('uncaughtException', endByBug)
process.on('unhandledRejection', endByBug)

await run(process.argv.slice(2))

// Whoever asked it to stop does not wait for a file that is still being read.
if (process.exitCode === status.interrupted) process.exit()
