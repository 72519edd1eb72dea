/** A text with its middle left out where it is longer than `longest` characters, and how much that is. */
export const cut = (text: string, longest: number): string => {
  if (text.length <= longest) return text
  const end = Math.floor(longest / 4)
  return `${text.slice(0, longest - end)} ... (${text.length - longest} characters left out) ... ${text.slice(text.length - end)}`
}

/** The most characters of a message of one paragraph. */
const longestMessage = 2000

/** A message where it is made: cut where what it echoes is too long to be read, which may be all of memory. */
export const cutMessage = (message: string): string => cut(message, longestMessage)
