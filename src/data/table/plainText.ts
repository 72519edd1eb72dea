/**
 * Characters that take no room and mean nothing: zero width spaces, joiners of words, soft hyphens, and
 * the marks that turn the direction of writing.
 */
const unseen = /[\u200b\u2060\ufeff\u00ad\p{Bidi_Control}]/gu

/** A text without characters that take no room. */
export const withoutUnseen = (text: string): string =>
  isPlain.test(text) ? text : text.replace(unseen, '')

const unseenAround =
  /^[\s\u200b\u2060\ufeff\u00ad\p{Bidi_Control}]+|[\s\u200b\u2060\ufeff\u00ad\p{Bidi_Control}]+$/gu

const isAscii = (code: number): boolean => code < 128

/** A text without what nobody sees at its ends. */
export const trimmed = (text: string): string => {
  const short = text.trim()
  return short === '' ||
    (isAscii(short.charCodeAt(0)) && isAscii(short.charCodeAt(short.length - 1)))
    ? short
    : short.replace(unseenAround, '')
}

/** What {@link plainText} leaves as it is: most texts, which are told apart without more ado. */
const isPlain = /^[!-~]*(?: [!-~]+)*$/

/**
 * A text without what nobody sees: accents stored as characters of their own (Unicode's normal form D),
 * spaces that do not break a line, several spaces in a row or around it, and characters without width.
 */
export const plainText = (text: string): string =>
  isPlain.test(text) ? text : text.normalize('NFC').replace(unseen, '').replace(/\s+/g, ' ').trim()
