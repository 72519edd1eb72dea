import * as E from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import * as t from 'io-ts'
import { isRecord, shown } from '../common/index.ts'
import { type Json } from '../space/index.ts'
import { type OptionCodec } from './optionCodecs.ts'

/** An option: what it may be, and what it is where it is not given. */
export interface OptionField<A, O> {
  readonly codec: OptionCodec<A>
  /** Its default: a value, or a function of the other options. Without one it has to be given. */
  readonly byDefault?: A | ((others: Partial<O>) => A)
  /** It may be missing and has no default here, as where the space decides. */
  readonly optional?: true
  /** The value that a journal does not name: that of the plain case, or of before there was the option. */
  readonly unnamed?: A
}

/** Options by name, in the order in which a journal names them. */
export type OptionFields<O> = {
  readonly [K in keyof O]-?: OptionField<Exclude<O[K], undefined>, O>
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

const codecOf = <O extends object>(
  fields: AnyFields,
  complete: (fields: AnyFields, given: ReadonlyArray<Entry>) => ReadonlyArray<Entry>,
): t.Type<O, Json> => {
  const holds = (values: Values): boolean =>
    missingOf(fields, values) === undefined &&
    fields.every(([name, { codec }]) => !values.has(name) || codec.is(values.get(name)))
  const entriesOf = (u: object): ReadonlyArray<Entry> =>
    Object.entries(u).filter(([, value]) => value !== undefined)
  return new t.Type<O, Json>(
    'Options',
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

/** Options as a person or a program gives them: one that is not given has its default. */
export const optionsCodec = <O extends object>(fields: OptionFields<O>): t.Type<O, Json> =>
  codecOf(Object.entries(fields), withDefaults)

/** Options as a journal has them: one that it does not name has its `unnamed` value. */
export const recordedOptionsCodec = <O extends object>(fields: OptionFields<O>): t.Type<O, Json> =>
  codecOf(Object.entries(fields), withUnnamed)

/** Why options are not taken, by the first of a codec's errors: completes a sentence that begins with whose they are. */
export const optionsReason = ([first]: t.Errors): string => {
  if (first?.message !== undefined) return first.message
  const path = (first?.context ?? []).map(({ key }) => key).filter((key) => key !== '')
  const takes = first?.context.at(-1)?.type.name ?? 'others'
  return `takes ${takes} as ${path.join('.') || 'options'}, not ${shown(first?.value)}`
}
