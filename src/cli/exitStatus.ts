import { note } from './output.ts'

/** What a command ends with: 1 where it failed, 2 where it was called wrongly, and the shell's own for Ctrl-C. */
export const status = { well: 0, failed: 1, usage: 2, interrupted: 130 } as const

/** Tells why a command failed, and gives its status. */
export const failedWith = (message: string): number => {
  note(message)
  return status.failed
}
