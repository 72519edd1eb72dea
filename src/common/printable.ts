/** Characters that a terminal obeys instead of showing them, or that change the order of what it shows. */
const obeyed = /(?!\t)[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\p{Bidi_Control}\u{feff}\u{e0000}-\u{e007f}]/gu

const named: ReadonlyMap<string, string> = new Map([
  ['\n', '\\n'],
  ['\r', '\\r'],
])

const escaped = (character: string): string =>
  named.get(character) ??
  Array.from(
    { length: character.length },
    (_, i) => `\\u${character.charCodeAt(i).toString(16).padStart(4, '0')}`,
  ).join('')

/**
 * A text for a terminal or a line of a file, where it only shows: control characters, line breaks and
 * what turns the direction of writing stand as JSON escapes (`\u001b`). The escapes are those of JSON,
 * so a line of JSON stays the same value.
 */
export const printable = (text: string): string => text.replace(obeyed, escaped)
