/** The end of a text that grows without bound. */
export interface LastText {
  readonly add: (text: string) => void
  readonly text: () => string
  /** How many characters were added in all. */
  readonly total: () => number
}

/** Keeps the last characters of what is added. */
export const lastText = (limit: number): LastText => {
  let kept = ''
  let total = 0
  return {
    add: (text) => {
      total += text.length
      kept = (kept + text).slice(-limit)
    },
    text: () => kept,
    total: () => total,
  }
}

/** The last lines of an output that are not empty, in one line for a message. */
export const lastLines = (output: string, lines = 3): string =>
  output
    .split('\n')
    .filter((line) => line.trim() !== '')
    .slice(-lines)
    .join(' / ')
    .slice(-600)
