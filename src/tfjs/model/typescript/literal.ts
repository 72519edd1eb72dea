/** A string in single quotes. JSON's escapes are TypeScript's, but for the quotes. */
const quoted = (text: string): string =>
  `'${JSON.stringify(text).slice(1, -1).replaceAll('\\"', '"').replaceAll("'", "\\'")}'`

/** The entries of a plain object as TypeScript writes them. */
export const fields = (object: object): ReadonlyArray<string> =>
  Object.entries(object).map(([key, value]) => `${key}: ${literal(value)}`)

/** A plain value as TypeScript writes it, on one line. */
export const literal = (value: unknown): string => {
  if (typeof value === 'string') return quoted(value)
  if (Array.isArray(value)) return `[${value.map(literal).join(', ')}]`
  if (typeof value === 'object' && value !== null) return `{ ${fields(value).join(', ')} }`
  return String(value)
}
