import { cutMessage, shown } from '../../common/index.ts'

/** An option, argument or setting that cannot be taken. Ends a command with status 2. */
export interface UsageError {
  readonly _tag: 'UsageError'
  readonly message: string
}

/** A {@link UsageError} with its message. */
export const usage = (message: string): UsageError => ({
  _tag: 'UsageError',
  message: cutMessage(message),
})

/** A {@link UsageError} about an option or setting: what was given, and what it takes. */
export const usageError = (where: string, given: unknown, takes: string): UsageError =>
  usage(`${where} takes ${takes}, not ${shown(given)}.`)
