import * as E from 'fp-ts/lib/Either.js'
import * as t from 'io-ts'
import { isRecord } from '../../../src/common/index.ts'
import { type Json } from '../../../src/space/index.ts'

/** One option: how it is read, and what it is where it is not given. */
export interface OptionField<A> {
  readonly codec: t.Type<A, Json>
  readonly byDefault: A
}

/** Reads options by name, and fills in the default of each that is not given. */
export const optionsCodec = <O extends object>(fields: {
  readonly [K in keyof O]-?: OptionField<O[K]>
}): t.Type<O, Json> => {
  // Object.entries forgets which option a field is of; each keeps its own name.
  const entries = Object.entries(fields) as ReadonlyArray<[string, OptionField<unknown>]>
  const known = new Map(entries)
  return new t.Type<O, Json>(
    'Options',
    (u): u is O => isRecord(u) && entries.every(([name, { codec }]) => codec.is(u[name])),
    (u, context) => {
      if (!isRecord(u)) return t.failure(u, context, 'options are an object')
      const unknown = Object.keys(u).find((name) => !known.has(name))
      if (unknown !== undefined)
        return t.failure(
          u,
          context,
          `there is no option ${JSON.stringify(unknown.slice(0, 60))}, only ${[...known.keys()].join(', ')}`,
        )
      const read: Array<readonly [string, unknown]> = []
      for (const [name, { codec, byDefault }] of entries) {
        const given = u[name]
        const option =
          given === undefined
            ? t.success(byDefault)
            : codec.validate(given, t.appendContext(context, name, codec, given))
        if (E.isLeft(option)) return option
        read.push([name, option.right])
      }
      // Each option has been read by its own codec, or is its own default.
      return t.success(Object.fromEntries(read) as O)
    },
    // In the order of the fields, which is that of a plan.
    (options) => {
      const given = new Map<string, unknown>(Object.entries(options))
      // A field's codec encodes to JSON.
      return Object.fromEntries(
        entries.map(([name, { codec }]) => [name, codec.encode(given.get(name))]),
      )
    },
  )
}

/** A codec of what holds a condition, in words that complete "is not ...". */
export const where = <A>(is: (u: unknown) => u is A, form: string): t.Type<A, A> =>
  new t.Type<A, A, unknown>(
    form,
    is,
    (u, context) => (is(u) ? t.success(u) : t.failure(u, context, `${shown(u)} is not ${form}`)),
    t.identity,
  )

/** A value as JSON; numbers as they are, for JSON has no NaN; of the rest its type. */
const shown = (u: unknown): string =>
  (typeof u === 'number'
    ? String(u)
    : typeof u === 'object' || typeof u === 'string' || typeof u === 'boolean'
      ? JSON.stringify(u)
      : typeof u
  ).slice(0, 60)

/** A whole number from 1. */
export const count: t.Type<number, number> = where(
  (u): u is number => typeof u === 'number' && Number.isSafeInteger(u) && u >= 1,
  'a whole number from 1',
)

/** Why options are not taken, from the first of a codec's errors: which one, and what it is not. */
export const reasonOf = (errors: t.Errors): string => {
  const [first] = errors
  const path = (first?.context ?? []).flatMap(({ key }) => (key === '' ? [] : [key])).join('.')
  const reason = first?.message ?? 'they are of another form'
  return path === '' ? reason : `${path}: ${reason}`
}
