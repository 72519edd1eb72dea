import * as E from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import { shown } from './shown.ts'
import { cut } from './cut.ts'
import { beginsNumber, endOfNumber, endOfString, jsonMarks } from './jsonText.ts'

const { newline, quote, comma, openList, closeList, open, close } = jsonMarks

const beforeColon = /\s*:/y

const isKey = (text: string, end: number): boolean => {
  beforeColon.lastIndex = end
  return beforeColon.test(text)
}

/** An object or a list that is not closed yet. */
interface Open {
  /** The keys that the object has so far; a list has none. */
  readonly known: Set<string> | undefined
  /** The key or the index at which it is read. */
  at: string | number
}

const placeIn = (opened: ReadonlyArray<Open>): string =>
  opened.length === 0 ? '' : ` as ${cut(opened.map(({ at }) => at).join('.'), 100)}`

/** What `JSON.parse` loses of a text without a word: a phrase that begins with a verb, and the line. */
export interface JsonLoss {
  readonly what: string
  readonly line: number
}

/**
 * The first thing that `JSON.parse` loses of a text that it takes: of two equal keys it keeps the last,
 * and a number above all that JavaScript holds it makes infinite.
 */
export const jsonLoss = (text: string): JsonLoss | undefined => {
  const opened: Array<Open> = []
  let line = 1
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at)
    if (code === newline) line++
    else if (code === open) opened.push({ known: new Set(), at: '' })
    else if (code === openList) opened.push({ known: undefined, at: 0 })
    else if (code === close || code === closeList) opened.pop()
    else if (code === comma) {
      const inside = opened.at(-1)
      if (typeof inside?.at === 'number') inside.at++
    } else if (code === quote) {
      const end = endOfString(text, at)
      const inside = opened.at(-1)
      if (inside?.known !== undefined && isKey(text, end)) {
        const key = String(JSON.parse(text.slice(at, end)))
        if (inside.known.has(key)) return { what: `has the key ${shown(key)} twice`, line }
        inside.known.add(key)
        inside.at = key
      }
      at = end - 1
    } else if (beginsNumber(code)) {
      const end = endOfNumber(text, at)
      if (!Number.isFinite(Number(text.slice(at, end))))
        return {
          what: `has the number ${text.slice(at, Math.min(end, at + 30))}${placeIn(opened)}, above all that can be held`,
          line,
        }
      at = end - 1
    }
  }
  return undefined
}

/**
 * The value of a text of JSON, of which nothing is lost. `Left` is a phrase that begins with a verb, to
 * stand behind the name of the file.
 *
 * @param noJson - what is said of a text that is no JSON
 */
export const parseJson = (
  text: string,
  noJson: (error: unknown) => string = () => 'is no JSON',
): E.Either<string, unknown> =>
  pipe(
    E.tryCatch(() => JSON.parse(text) as unknown, noJson),
    E.flatMap((value) => {
      const loss = jsonLoss(text)
      return loss === undefined ? E.right(value) : E.left(`${loss.what} (line ${loss.line})`)
    }),
  )
