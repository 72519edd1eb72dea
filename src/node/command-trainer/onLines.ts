/** The longest line that is read, in characters; of a longer one the end is kept. */
const longest = 1_000_000

/** A text that comes in pieces, and is heard by the line. */
export interface LineSplitter {
  readonly push: (piece: string) => void
  /** Says that there is no more: what has no line end is a line as well. */
  readonly end: () => void
}

/** Calls back with each line of a text that comes in pieces. */
export const onLines = (onLine: (line: string) => void): LineSplitter => {
  let rest = ''
  return {
    push: (piece) => {
      const parts = (rest + piece).split('\n')
      rest = (parts.pop() ?? '').slice(-longest)
      for (const line of parts) onLine(line)
    },
    end: () => {
      if (rest !== '') onLine(rest)
      rest = ''
    },
  }
}
