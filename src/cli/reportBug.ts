import { cutMessage, messageOf } from '../common/index.ts'
import { version } from '../node/index.ts'
import { note } from './output.ts'

/** Whether a person wishes to see where in the code a fault was met. */
const isDebugging = (): boolean =>
  process.argv.includes('--debug') || (process.env['RXNAS_DEBUG'] ?? '') !== ''

/** Tells a fault of rxnas itself, in a paragraph: what it was, and where to report it. */
export const reportBug = (error: unknown): void => {
  note(
    `rxnas ${version} met a fault of its own, which should not happen: ${cutMessage(messageOf(error)).replace(/\.$/, '')}. Please report it by "npm bugs rxnas", with the command that you ran${isDebugging() ? ' and what follows' : '; the same command with --debug (or RXNAS_DEBUG=1) also tells where in the code it was'}.`,
  )
  const stack = error instanceof Error ? error.stack : undefined
  if (isDebugging() && stack !== undefined) for (const line of stack.split('\n')) note(line)
}
