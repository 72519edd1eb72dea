/** A line on standard output: what a person or a program reads as the result. */
export const out = (line: string): void => {
  process.stdout.write(`${line}\n`)
}

/** A line on standard error: what goes on, and what went wrong. */
export const note = (line: string): void => {
  process.stderr.write(`${line}\n`)
}
