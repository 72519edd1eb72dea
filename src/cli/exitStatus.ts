import { constants } from 'node:os'
import { note } from './output.ts'

/** What a command ends with: 1 where it failed, 2 where it was called wrongly, and the shell's own for Ctrl-C. */
export const status = { well: 0, failed: 1, usage: 2, interrupted: 130 } as const

/** What a command ends with that a signal has stopped: as a shell tells it, 128 and the signal's number. */
export const statusOfSignal = (signal: NodeJS.Signals): number => 128 + constants.signals[signal]

/** Whether a command was ended by a signal. */
export const isInterrupted = (code: unknown): boolean =>
  (['SIGINT', 'SIGTERM', 'SIGHUP'] as const).some((signal) => code === statusOfSignal(signal))

/** Tells why a command failed, and gives its status. */
export const failedWith = (message: string): number => {
  note(message)
  return status.failed
}
