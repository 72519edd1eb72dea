/** The characters by which a text of JSON is gone through. */
export const jsonMarks = {
  ...{ newline: 0x0a, quote: 0x22, comma: 0x2c, minus: 0x2d, colon: 0x3a },
  ...{ openList: 0x5b, backslash: 0x5c, closeList: 0x5d, open: 0x7b, close: 0x7d },
} as const

const { quote, minus, backslash } = jsonMarks

/** Whether a number begins with a character, outside of strings. */
export const beginsNumber = (code: number): boolean =>
  code === minus || (code >= 0x30 && code <= 0x39)

/** Where the string ends that begins at a place: behind its closing quote. */
export const endOfString = (text: string, begin: number): number => {
  for (let at = begin + 1; at < text.length; at++) {
    const code = text.charCodeAt(at)
    if (code === backslash) at++
    else if (code === quote) return at + 1
  }
  return text.length
}

const numberEnd = /[^\d.eE+-]|$/g

/** Where the number ends that begins at a place. */
export const endOfNumber = (text: string, begin: number): number => {
  numberEnd.lastIndex = begin
  return numberEnd.exec(text)?.index ?? text.length
}
