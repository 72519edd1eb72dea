/** A value that a choice can offer and a journal can hold. */
export type Literal = string | number | boolean | null

/** A JSON value. Object keys whose value is `undefined` are left out when it is written. */
export type Json = Literal | ReadonlyArray<Json> | { readonly [key: string]: Json | undefined }

const sorted = (value: Json): Json => {
  if (Array.isArray(value)) return value.map(sorted)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value)
      .filter((entry): entry is [string, Json] => entry[1] !== undefined)
      .sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))
      .map(([key, inner]) => [key, sorted(inner)]),
  )
}

/** The JSON text of a value with its object keys in order: equal values have equal texts. */
export const canonicalJson = (value: Json): string => JSON.stringify(sorted(value))
