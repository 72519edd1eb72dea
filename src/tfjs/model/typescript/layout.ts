const width = 100

/** A call whose last argument is a list of items: an object, an array, or a single value. */
export interface Call {
  readonly open: string
  readonly items: ReadonlyArray<string>
  readonly close: string
}

/** A call with an object of `key: value` fields. */
export const callWithFields = (name: string, items: ReadonlyArray<string>): Call =>
  items.length === 0
    ? { open: `${name}(`, items, close: ')' }
    : { open: `${name}({ `, items, close: ' })' }

/** A call with one value, or with an array of several. */
export const callWithValues = (name: string, items: ReadonlyArray<string>): Call =>
  items.length === 1
    ? { open: `${name}(`, items, close: ')' }
    : { open: `${name}([`, items, close: '])' }

/** A call on one line. */
export const oneLine = ({ open, items, close }: Call): string =>
  `${open}${items.join(', ')}${close}`

/** A call, with its items on lines of their own where one line is too long. */
const fitted = (before: string, call: Call, after: string, indent: string): string => {
  const line = `${before}${oneLine(call)}${after}`
  if (line.length <= width) return line
  const items = call.items.map((item) => `${indent}  ${item},`)
  return [before + call.open.trimEnd(), ...items, indent + call.close.trimStart() + after].join(
    '\n',
  )
}

/** A statement that ends in a call. */
export const statement = (before: string, call: Call, after = ''): string =>
  fitted(`  ${before}`, call, after, '  ')

/** A statement that ends in two chained calls, each on lines of its own where one is too long. */
export const chainedStatement = (
  before: string,
  calls: readonly [Call, Call],
  after: string,
): string => {
  const line = `  ${before}${calls.map((call) => `.${oneLine(call)}`).join('')}${after}`
  if (line.length <= width) return line
  return [
    `  ${before}`,
    fitted('    .', calls[0], '', '    '),
    fitted('    .', calls[1], after, '    '),
  ].join('\n')
}
