#!/usr/bin/env node
import { isInterrupted, status } from './exitStatus.ts'
import { messageOf } from '../common/index.ts'
import { note, onOutputError } from './output.ts'
import { reportBug } from './reportBug.ts'
import { run } from './run.ts'
import { endWhereHungUp } from './session/interruption.ts'

onOutputError((error) => {
  // Whoever reads the output has heard enough, as `head` has: then there is nobody to work for.
  if (error.code === 'EPIPE') process.exit(status.well)
  // The terminal was closed: the signal that comes with it stops what goes on, and that is not cut short.
  if (error.code === 'EIO') return
  note(`What should stand on standard output could not be written: ${messageOf(error)}.`)
  process.exit(status.failed)
})

// What nobody catches is a mistake of rxnas; it could be in any state then, so it ends.
const endByBug = (error: unknown): void => {
  reportBug(error)
  process.exit(status.failed)
}
process.on('uncaughtException', endByBug)
process.on('unhandledRejection', endByBug)

/** The status with which Node ends a program that waits for what nothing works on any more. */
const unsettled = 13
process.once('exit', () => {
  if (process.exitCode !== unsettled) return
  note(
    'rxnas waited for what never came, and ends without a result. Where a configuration or a module of yours awaits a promise, see that it settles.',
  )
  process.exitCode = status.failed
})

await run(process.argv.slice(2))
endWhereHungUp()

// Whoever asked it to stop does not wait for a file that is still being read.
if (isInterrupted(process.exitCode)) process.exit()
