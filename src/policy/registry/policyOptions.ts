import * as E from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import * as t from 'io-ts'
import { isRecord, shown } from '../../common/index.ts'
import { type Json } from '../../space/index.ts'
import { type OptionCodec } from './optionCodecs.ts'

/** An option of a policy. */
export interface OptionField<A, O> {
  readonly codec: OptionCodec<A>
  /** Its default: a value, or a function of the other options. Without one it has to be given. */
  readonly byDefault?: A | ((others: Partial<O>) => A)
  /** It may be missing and has no default here, as where the space decides. */
  readonly optional?: true
  /** The value that a journal does not name: that of the plain case, or of before there was the option. */
  readonly unnamed?: A
}

/** The options of a policy by name, in the order in which a journal names them. */
export type OptionFields<O> = {
  readonly [K in keyof O]-?: OptionField<Exclude<O[K], undefined>, O>
}

/** The two ways in which a policy's options are read. */
export interface PolicyOptions<O> {
  /** As a person or program gives them: an option that is not given has its default. */
  readonly options: t.Type<O, Json>
  /** As a journal's header has them: an option that it does not name has its `unnamed` value. */
  readonly recorded: t.Type<O, Json>
}

/** Fields without the types that tie them to their names. */
type AnyFields = ReadonlyArray<readonly [string, OptionField<unknown, unknown>]>

type Entry = readonly [name: string, value: unknown]

type Values = ReadonlyMap<string, unknown>

const isDerived = (byDefault: unknown): byDefault is (others: unknown) => unknown =>
  typeof byDefault === 'function'

/** What is given, with the defaults of the rest. */
const withDefaults = (fields: AnyFields, given: ReadonlyArray<Entry>): ReadonlyArray<Entry> => {
  const constant = fields.flatMap(([name, { byDefault }]): ReadonlyArray<Entry> =>
    byDefault === undefined || isDerived(byDefault) ? [] : [[name, byDefault]],
  )
  const known = new Map([...constant, ...given])
  const others = Object.fromEntries(known)
  const derived = fields.flatMap(([name, { byDefault }]): ReadonlyArray<Entry> =>
    isDerived(byDefault) && !known.has(name) ? [[name, byDefault(others)]] : [],
  )
  return [...known, ...derived]
}

/** What is named, with the values that a journal does not name. */
const withUnnamed = (fields: AnyFields, named: ReadonlyArray<Entry>): ReadonlyArray<Entry> => [
  ...fields.flatMap(([name, { unnamed }]): ReadonlyArray<Entry> =>
    unnamed === undefined ? [] : [[name, unnamed]],
  ),
  ...named,
]

/** An option that is given, by its codec. */
const readOption =
  (fields: AnyFields, context: t.Context) =>
  ([name, value]: Entry): t.Validation<Entry> => {
    const field = fields.find(([known]) => known === name)?.[1]
    const names = fields.map(([known]) => known).join(', ') || 'none'
    return field === undefined
      ? t.failure(value, context, `has no option ${shown(name)}; it has ${names}`)
      : pipe(
          field.codec.validate(value, t.appendContext(context, name, field.codec, value)),
          E.map((read): Entry => [name, read]),
        )
  }

/** An option that is missing and needed. */
const missingOf = (fields: AnyFields, options: Values): string | undefined => {
  const missing = fields.find(([name, { optional }]) => optional !== true && !options.has(name))
  return missing === undefined
    ? undefined
    : `needs the option ${missing[0]}: ${missing[1].codec.name}`
}

const optionsCodec = <O extends object>(
  fields: AnyFields,
  complete: (fields: AnyFields, given: ReadonlyArray<Entry>) => ReadonlyArray<Entry>,
): t.Type<O, Json> => {
  const holds = (values: Values): boolean =>
    missingOf(fields, values) === undefined &&
    fields.every(([name, { codec }]) => !values.has(name) || codec.is(values.get(name)))
  const entriesOf = (u: object): ReadonlyArray<Entry> =>
    Object.entries(u).filter(([, value]) => value !== undefined)
  return new t.Type<O, Json, unknown>(
    'PolicyOptions',
    (u): u is O => isRecord(u) && holds(new Map(entriesOf(u))),
    (u, context) =>
      isRecord(u)
        ? pipe(
            entriesOf(u),
            E.traverseArray(readOption(fields, context)),
            E.map((given) => new Map(complete(fields, given))),
            E.flatMap((options) => {
              const missing = missingOf(fields, options)
              return missing === undefined
                ? // Each was read by its own codec, or is its own default.
                  t.success(Object.fromEntries(options) as O)
                : t.failure(u, context, missing)
            }),
          )
        : t.failure(u, context, `takes options as an object, not ${shown(u)}`),
    (options) => {
      const values = new Map(entriesOf(options))
      return Object.fromEntries(
        fields.flatMap(([name, { codec, unnamed }]): ReadonlyArray<[string, Json]> =>
          !values.has(name) || values.get(name) === unnamed
            ? []
            : [[name, codec.encode(values.get(name))]],
        ),
      )
    },
  )
}

/**
 * The options of a policy, declared once: their codecs, their defaults, and what a journal leaves out.
 *
 * @param fields - the options, in the order in which a journal names them
 * @example
 * import * as t from 'io-ts'
 * import { choice, random } from 'rxnas'
 * import { definePolicy, makePolicy, policyOptions, policyRegistry } from 'rxnas/policy'
 *
 * const mine = definePolicy({
 *   name: 'mine',
 *   revision: 1,
 *   ...policyOptions<{ readonly again: boolean }>({
 *     again: { codec: t.boolean, byDefault: true },
 *   }),
 *   help: 'draws at random, as an example',
 *   make: (space) => random(space),
 * })
 * const registry = policyRegistry([mine])
 * const wrong = makePolicy(registry, 'mine', { again: 'no' }, choice(1, 2))
 * if (wrong._tag === 'Left') console.log(wrong.left.message)
 * // The policy mine takes boolean as again, not "no".
 */
export const policyOptions = <O extends object>(fields: OptionFields<O>): PolicyOptions<O> => {
  const all: AnyFields = Object.entries(fields)
  return {
    options: optionsCodec(all, withDefaults),
    recorded: optionsCodec(all, withUnnamed),
  }
}
