import { beginsNumber, endOfNumber, endOfString, jsonMarks } from '../../common/index.ts'

/** What JSON says that `JSON.parse` does not tell. */
export interface JsonScan {
  /** The first key that a record has twice, and which record of the text it is, from 0. */
  readonly repeated?: { readonly key: string; readonly record: number }
  /** The same JSON, in which numbers that JavaScript cannot hold are texts. */
  readonly text: string
}

const { quote, colon, openList, closeList, open, close } = jsonMarks

/** Fewer digits are held exactly. */
const exactDigits = 15

const isWhole = (number: string): boolean =>
  number.length > exactDigits &&
  /^-?\d+$/.test(number) &&
  !Number.isSafeInteger(Number(number)) &&
  // Longer ones are quantities or mistakes, and no cell needs all of their digits.
  number.length <= 100

/** Shorter ones are below the largest number. */
const shortestInfinite = 5

const isInfinite = (number: string): boolean =>
  number.length >= shortestInfinite && Math.abs(Number(number)) === Infinity

/** A number as a text where it is whole and its digits would be lost, or where it is above all that are held. */
const asText = (number: string): string | undefined =>
  isWhole(number) || isInfinite(number) ? `"${number}"` : undefined

/**
 * Goes through JSON that `JSON.parse` has read. It keeps the last of two equal keys, and the first 15 or
 * 16 digits of a whole number, both without a word.
 *
 * @param depth - how many brackets and braces are open within a record: 1 of one on a line, 2 in a list
 */
export const scanJson = (text: string, depth: 1 | 2): JsonScan => {
  const pieces: Array<string> = []
  let [taken, level, records, string] = [0, 0, 0, '']
  let keys = new Set<string>()
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at)
    if (code === quote) {
      const end = endOfString(text, at)
      if (level === depth) string = text.slice(at, end)
      at = end - 1
    } else if (code === open || code === openList) {
      level++
      if (level === depth && code === open) {
        records++
        keys = new Set()
      }
    } else if (code === close || code === closeList) level--
    else if (code === colon && level === depth) {
      const key = string.includes('\\') ? String(JSON.parse(string)) : string.slice(1, -1)
      if (keys.has(key)) return { text, repeated: { key, record: records - 1 } }
      keys.add(key)
    } else if (beginsNumber(code)) {
      const end = endOfNumber(text, at)
      const large = asText(text.slice(at, end))
      if (large !== undefined) {
        pieces.push(text.slice(taken, at), large)
        taken = end
      }
      at = end - 1
    }
  }
  return { text: pieces.length === 0 ? text : pieces.join('') + text.slice(taken) }
}
