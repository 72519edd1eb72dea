import * as E from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'

/**
 * A string in single quotes. JSON's escapes are TypeScript's, but for the quotes; the two line
 * separators that JSON leaves as they are end a line for some tools.
 */
const quoted = (text: string): string =>
  `'${JSON.stringify(text)
    .slice(1, -1)
    .replaceAll('\\"', '"')
    .replaceAll("'", "\\'")
    .replaceAll('\u2028', '\\u2028')
    .replaceAll('\u2029', '\\u2029')}'`

/** What a value is that cannot be written, for a message. */
const kindOf = (value: unknown): string =>
  typeof value === 'number' ? String(value) : typeof value === 'object' ? 'an object' : typeof value

/**
 * A finite number, string, boolean, null, or list of these as TypeScript writes it, on one line.
 * Nothing else is written, whatever a model's file holds: `Left` says what it is. An object is not
 * written either, since its keys would be somebody else's.
 */
export const literal = (value: unknown): E.Either<string, string> => {
  if (typeof value === 'string') return E.right(quoted(value))
  if (value === null || typeof value === 'boolean' || Number.isFinite(value))
    return E.right(String(value))
  return Array.isArray(value)
    ? pipe(
        E.traverseArray(literal)(value),
        E.map((items) => `[${items.join(', ')}]`),
      )
    : E.left(kindOf(value))
}

const plainKey = /^[A-Za-z][A-Za-z0-9]*$/

/**
 * A setting as TypeScript writes it, `key: value`; the key is one of tfjs's own, or it is refused as
 * the value is.
 */
export const field = (key: string, value: unknown): E.Either<string, string> =>
  plainKey.test(key)
    ? pipe(
        literal(value),
        E.map((text) => `${key}: ${text}`),
      )
    : E.left('a name that is no setting of tfjs')
