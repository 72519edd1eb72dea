import * as t from 'io-ts'
import { isRecord, type OptionCheck, shown } from '../../../src/common/index.ts'
import { type Json } from '../../../src/space/index.ts'

/** One option: what it may be, and what it is where it is not given. */
export interface OptionField<A> {
  readonly check: OptionCheck
  readonly byDefault: A
}

/**
 * Reads options by name, and fills in the default of each that is not given. Its errors complete a
 * sentence that begins with whose options they are.
 */
export const optionsCodec = <O extends object>(fields: {
  readonly [K in keyof O]-?: OptionField<O[K]>
}): t.Type<O, Json> => {
  // Object.entries forgets which option a field is of; each keeps its own name.
  const entries = Object.entries(fields) as ReadonlyArray<[string, OptionField<unknown>]>
  const names = entries.map(([name]) => name)
  return new t.Type<O, Json>(
    'Options',
    (u): u is O => isRecord(u) && entries.every(([name, { check }]) => check.holds(u[name])),
    (u, context) => {
      if (!isRecord(u)) return t.failure(u, context, `takes options as an object, not ${shown(u)}`)
      const unknown = Object.keys(u).find((name) => !names.includes(name))
      if (unknown !== undefined)
        return t.failure(u, context, `has no option ${shown(unknown)}, only ${names.join(', ')}`)
      for (const [name, { check }] of entries)
        if (u[name] !== undefined && !check.holds(u[name]))
          return t.failure(u, context, `takes ${check.takes} as ${name}, not ${shown(u[name])}`)
      // Each option has been checked, or is its own default.
      return t.success(
        Object.fromEntries(
          entries.map(([name, { byDefault }]) => [name, u[name] ?? byDefault]),
        ) as O,
      )
    },
    // Numbers, names and lists of them, in the order of the fields, which is that of a plan.
    (options) => options as unknown as Json,
  )
}

/** Why options are not taken, by the first of a codec's errors. */
export const reasonOf = ([first]: t.Errors): string =>
  first?.message ?? 'takes options of another form'
