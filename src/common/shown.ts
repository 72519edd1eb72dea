const part = (value: unknown, room: number): string => {
  switch (typeof value) {
    case 'string':
      return JSON.stringify(value.slice(0, room + 1))
    case 'number':
    case 'boolean':
      return String(value)
    case 'bigint':
      return `${value}n`
    case 'undefined':
      return 'nothing'
    case 'function':
    case 'symbol':
      return `a ${typeof value}`
    case 'object':
      return value === null
        ? 'null'
        : Array.isArray(value)
          ? `[${joined(value.entries(), room - 1, ([, item], left) => part(item, left))}]`
          : `{${joined(
              Object.entries(value).filter(([, field]) => field !== undefined),
              room - 1,
              ([name, field]: readonly [string, unknown], left) =>
                `${part(name, left)}:${part(field, left)}`,
            )}}`
  }
}

/** Items with commas between them, as many as there is room for: so what is cyclic or deep ends too. */
const joined = <A>(
  items: Iterable<A>,
  room: number,
  show: (item: A, room: number) => string,
): string => {
  let text = ''
  for (const item of items) {
    if (text.length > room) break
    text += `${text === '' ? '' : ','}${show(item, room - text.length)}`
  }
  return text
}

/**
 * Any value for a message: as JSON where it is JSON, cut where it is longer than a line. It may be
 * cyclic, deeper than the stack, or as long as memory.
 */
export const shown = (value: unknown, longest = 60): string => {
  const text = part(value, longest)
  return text.length > longest ? `${text.slice(0, longest - 3)}...` : text
}
