/** The longest line that is read, in characters; of a longer one the end is kept. */
const longest = 1_000_000

/** Calls back with each line of a text that comes in chunks, and at last with what has no line end. */
export const lines = (
  onLine: (line: string) => void,
): { readonly push: (chunk: string) => void; readonly end: () => void } => {
  let rest = ''
  return {
    push: (chunk) => {
      const parts = (rest + chunk).split('\n')
      rest = (parts.pop() ?? '').slice(-longest)
      for (const line of parts) onLine(line)
    },
    end: () => {
      if (rest !== '') onLine(rest)
      rest = ''
    },
  }
}
