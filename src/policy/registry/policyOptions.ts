import * as E from 'fp-ts/lib/Either.js'
import * as t from 'io-ts'
import { isRecord, shown } from '../../common/index.ts'
import { type Json } from '../../space/index.ts'
import { type OptionCodec } from './optionCodecs.ts'

/** An option of a policy. */
export interface OptionField<A, O> {
  readonly codec: OptionCodec<A>
  /**
   * What it is where it is not given: a value, or a function of the others. Left out, it must be given;
   * of an option that `O` may lack, the policy knows what to do without it.
   */
  readonly byDefault?: A | ((others: Partial<O>) => A)
}

/** The options of a policy by name, in the order in which a journal lists them. */
export type OptionFields<O> = {
  readonly [K in keyof O]-?: OptionField<Exclude<O[K], undefined>, O>
}

/** The two ways in which a policy's options are read. */
export interface PolicyOptions<O> {
  /** As a person or program gives them: what is not given has its default. */
  readonly options: t.Type<O, Json>
  /** As a journal's header has them: what it does not name has the value it had before it had a name. */
  readonly recorded: t.Type<O, Json>
}

/** Fields without the types that tie them to their names. */
type AnyFields = ReadonlyArray<readonly [string, OptionField<unknown, unknown>]>

type Values = Readonly<Record<string, unknown>>

const isDerived = (byDefault: unknown): byDefault is (others: Values) => unknown =>
  typeof byDefault === 'function'

const completed = (fields: AnyFields, given: Values): Values => {
  const plain = Object.fromEntries(
    fields.flatMap(([name, { byDefault }]) =>
      byDefault === undefined || isDerived(byDefault) ? [] : [[name, byDefault]],
    ),
  )
  const known = { ...plain, ...given }
  const derived = Object.fromEntries(
    fields.flatMap(([name, { byDefault }]): ReadonlyArray<[string, unknown]> =>
      isDerived(byDefault) && known[name] === undefined ? [[name, byDefault(known)]] : [],
    ),
  )
  return { ...known, ...derived }
}

const optionsCodec = <O>(
  fields: AnyFields,
  optional: ReadonlySet<string>,
  complete: (given: Values) => Values,
  encode: (options: O) => Json,
): t.Type<O, Json> => {
  const codecs = new Map(fields)
  const holds = (u: Values): boolean =>
    fields.every(([name, { codec }]) =>
      u[name] === undefined ? optional.has(name) : codec.is(u[name]),
    )
  return new t.Type<O, Json, unknown>(
    'PolicyOptions',
    (u): u is O => isRecord(u) && holds(u),
    (u, c) => {
      if (!isRecord(u)) return t.failure(u, c, `takes options as an object, not ${shown(u)}`)
      const given: Record<string, unknown> = {}
      for (const [name, value] of Object.entries(u)) {
        const field = codecs.get(name)
        if (field === undefined)
          return t.failure(
            u,
            c,
            `has no option ${shown(name)}; it has ${[...codecs.keys()].join(', ') || 'none'}`,
          )
        if (value === undefined) continue
        const read = field.codec.validate(value, t.appendContext(c, name, field.codec, value))
        if (E.isLeft(read)) return read
        given[name] = read.right
      }
      const options = complete(given)
      const missing = fields.find(
        ([name]) => options[name] === undefined && !optional.has(name),
      )?.[0]
      return missing === undefined
        ? // Each has been read by its own codec, or is its own default.
          t.success(options as O)
        : t.failure(
            u,
            c,
            `needs the option ${missing}: ${codecs.get(missing)?.codec.name ?? 'a value'}`,
          )
    },
    encode,
  )
}

/**
 * The options of a policy, declared once: codecs, defaults, and what a journal leaves out.
 *
 * @param fields - the options in a journal's order
 * @param settings - `unnamed`: values that a journal's header does not name, as of options that came
 *   later than the policy, or that are the plain case; `optional`: options that may be left out and
 *   have no default
 */
export const policyOptions = <O extends object>(
  fields: OptionFields<O>,
  {
    unnamed = {},
    optional = [],
  }: {
    readonly unnamed?: Partial<O>
    readonly optional?: ReadonlyArray<keyof O & string>
  } = {},
): PolicyOptions<O> => {
  // Each name keeps its field; only the type of the whole is forgotten.
  const all = Object.entries(fields) as unknown as AnyFields
  const left = new Map<string, unknown>(Object.entries(unnamed))
  const encode = (options: O): Json => {
    const values = new Map<string, unknown>(Object.entries(options))
    return Object.fromEntries(
      all.flatMap(([name, { codec }]): ReadonlyArray<[string, Json]> => {
        const value = values.get(name)
        return value === undefined || (left.has(name) && left.get(name) === value)
          ? []
          : // A field's codec encodes to JSON.
            [[name, codec.encode(value)]]
      }),
    )
  }
  const may = new Set<string>(optional)
  return {
    options: optionsCodec(all, may, (given) => completed(all, given), encode),
    recorded: optionsCodec(all, may, (given) => ({ ...unnamed, ...given }), encode),
  }
}
