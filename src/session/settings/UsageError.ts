/** An option, argument or setting that cannot be taken. Ends a command with status 2. */
export interface UsageError {
  readonly _tag: 'UsageError'
  readonly message: string
}

/** A {@link UsageError} with its message. */
export const usage = (message: string): UsageError => ({ _tag: 'UsageError', message })

/** The JSON text of what may be anything; a function's or symbol's own text. */
const shown = (given: unknown): string => {
  const text: unknown = JSON.stringify(given)
  return typeof text === 'string' ? text : String(given)
}

/** A {@link UsageError} about an option or setting: what was given, and what it takes. */
export const usageError = (where: string, given: unknown, takes: string): UsageError =>
  usage(`${where} takes ${takes}, not ${shown(given)}.`)
