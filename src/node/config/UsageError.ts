/** An option or argument that cannot be taken. Ends the command with status 2. */
export interface UsageError {
  readonly _tag: 'UsageError'
  readonly message: string
}

/** A {@link UsageError} about an option: what was given, and what it takes. */
export const usageError = (option: string, given: string, takes: string): UsageError => ({
  _tag: 'UsageError',
  message: `${option} takes ${takes}, not "${given}".`,
})
