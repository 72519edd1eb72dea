import * as E from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import * as t from 'io-ts'
import { fieldOf, isRecord, shown } from '../common/index.ts'
import { cachedBy } from './cachedBy.ts'
import { invalidArchitecture, type InvalidArchitecture } from './InvalidArchitecture.ts'
import { equalJson, type Json } from './Json.ts'
import { type Description, descriptionOf, type SearchSpace } from './SearchSpace.ts'

type Codec = t.Type<unknown, unknown>

const constantCodec = (value: Json): Codec =>
  new t.Type(
    'Constant',
    (u): u is unknown => equalJson(value, u),
    (u, c) =>
      equalJson(value, u)
        ? t.success(value)
        : t.failure(u, c, `${shown(u)} is not ${shown(value)}`),
    t.identity,
  )

const normalizeNegativeZero = (value: Json): Json => (value === 0 ? 0 : value)

const choiceCodec = (options: ReadonlyArray<Json>, summary: string): Codec => {
  const literals = new Set<unknown>(options)
  const optionOf = (u: unknown): Json | undefined =>
    typeof u === 'object' && u !== null
      ? options.find((option) => equalJson(option, u))
      : literals.has(u)
        ? // What a choice holds is JSON; a set finds its 0 by -0 too.
          normalizeNegativeZero(u as Json)
        : undefined
  return new t.Type(
    'Choice',
    (u): u is unknown => optionOf(u) !== undefined,
    (u, c) => {
      const option = optionOf(u)
      return option === undefined
        ? t.failure(u, c, `${shown(u)} is not ${summary}`)
        : t.success(option)
    },
    t.identity,
  )
}

const structCodec = (
  fields: ReadonlyArray<readonly [string, Codec]>,
  tag?: readonly [string, string],
): Codec => {
  const names = new Set([...fields.map(([name]) => name), ...(tag === undefined ? [] : [tag[0]])])
  const tagged = tag === undefined ? {} : { [tag[0]]: tag[1] }
  return new t.Type(
    'Struct',
    (u): u is unknown =>
      isRecord(u) &&
      Object.keys(u).every((name) => names.has(name)) &&
      fields.every(([name, field]) => field.is(fieldOf(u, name))),
    (u, c) => {
      if (!isRecord(u)) return t.failure(u, c, `${shown(u)} is not an object`)
      const unknown = Object.keys(u).find((name) => !names.has(name))
      if (unknown !== undefined)
        return t.failure(u, c, `the field ${shown(unknown)} is not one of ${[...names].join(', ')}`)
      const decodedFields = E.traverseArray(([name, field]: readonly [string, Codec]) => {
        const value = fieldOf(u, name)
        return pipe(
          field.validate(value, t.appendContext(c, name, field, value)),
          E.map((decoded) => [name, decoded] as const),
        )
      })(fields)
      return pipe(
        decodedFields,
        E.map((entries) => ({ ...tagged, ...Object.fromEntries(entries) })),
      )
    },
    (a) => ({
      ...tagged,
      // Encoding is asked only for what the codec has decoded: an object with these fields.
      ...Object.fromEntries(
        fields.map(([name, field]) => [name, field.encode(fieldOf(a as object, name))]),
      ),
    }),
  )
}

const sequenceCodec = (min: number, max: number, item: Codec): Codec =>
  new t.Type(
    'Sequence',
    (u): u is unknown =>
      Array.isArray(u) && u.length >= min && u.length <= max && u.every((x) => item.is(x)),
    (u, c) => {
      if (!Array.isArray(u)) return t.failure(u, c, `${shown(u)} is not a list`)
      if (u.length < min || u.length > max)
        return t.failure(u, c, `a list of ${u.length} items is not one of ${min} to ${max}`)
      return E.traverseArrayWithIndex((i, x: unknown) =>
        item.validate(x, t.appendContext(c, String(i), item, x)),
      )(u)
    },
    // Encoding is asked only for what the codec has decoded: a list of items.
    (a) => (a as ReadonlyArray<unknown>).map((x) => item.encode(x)),
  )

const oneOfCodec = (
  tag: string,
  branches: ReadonlyArray<readonly [string, Description]>,
): Codec => {
  const codecs = new Map(
    branches.map(([name, branch]) => [
      name,
      structCodec(branch._tag === 'Struct' ? fieldCodecs(branch.fields) : [], [tag, name]),
    ]),
  )
  const branchOf = (u: unknown): Codec | undefined => {
    const name = isRecord(u) ? fieldOf(u, tag) : undefined
    return typeof name === 'string' ? codecs.get(name) : undefined
  }
  return new t.Type(
    'OneOf',
    (u): u is unknown => branchOf(u)?.is(u) ?? false,
    (u, c) =>
      branchOf(u)?.validate(u, c) ??
      t.failure(u, c, `the field ${shown(tag)} is not one of ${[...codecs.keys()].join(', ')}`),
    (a) => branchOf(a)?.encode(a),
  )
}

const refineCodec = (inner: Codec, reject: (a: unknown) => string | undefined): Codec =>
  new t.Type(
    'Refine',
    (u): u is unknown => inner.is(u) && reject(u) === undefined,
    (u, c) =>
      pipe(
        inner.validate(u, c),
        E.chain((a) => {
          const reason = reject(a)
          return reason === undefined ? t.success(a) : t.failure(u, c, reason)
        }),
      ),
    (a) => inner.encode(a),
  )

const imapCodec = (
  inner: Codec,
  to: (inner: unknown) => unknown,
  from: (outer: unknown) => unknown,
): Codec =>
  new t.Type(
    'IMap',
    (u): u is unknown => inner.is(from(u)),
    (u, c) => pipe(inner.validate(u, c), E.map(to)),
    (a) => inner.encode(from(a)),
  )

const fieldCodecs = (
  fields: ReadonlyArray<readonly [string, Description]>,
): ReadonlyArray<readonly [string, Codec]> =>
  fields.map(([name, description]) => [name, codecOf(description)] as const)

const codecOf = (d: Description): Codec => {
  switch (d._tag) {
    case 'Constant':
      return constantCodec(d.value)
    case 'Choice':
      return choiceCodec(d.options, d.summary)
    case 'Struct':
      return structCodec(fieldCodecs(d.fields))
    case 'Sequence':
      return sequenceCodec(d.min, d.max, codecOf(d.item))
    case 'OneOf':
      return oneOfCodec(d.tag, d.branches)
    case 'Refine':
      return refineCodec(codecOf(d.inner), d.reject)
    case 'IMap':
      return imapCodec(codecOf(d.inner), d.to, d.from)
  }
}

const builtCodec = cachedBy(codecOf)

/**
 * The io-ts codec of a space: decodes a candidate (unknown) to an architecture, encodes an
 * architecture to JSON. Fields that the space does not have are refused.
 */
export const codec = <A>(space: SearchSpace<A>): t.Type<A, unknown> =>
  // The constructors tie `A` to the description; the interpreter has lost it.
  builtCodec(descriptionOf('codec()', space)) as t.Type<A, unknown>

/**
 * An architecture of the space as JSON, which {@link decodeArchitecture} reads back.
 */
export const encodeArchitecture = <A>(space: SearchSpace<A>): ((architecture: A) => Json) => {
  const { encode } = codec(space)
  // A space's codec encodes to JSON by construction: its constants and options are JSON.
  return (architecture) => encode(architecture) as Json
}

/**
 * A candidate as an architecture of the space, or why it is none: the first place that is wrong.
 *
 * @example
 * import { int, struct } from 'rxnas'
 * import { decodeArchitecture } from 'rxnas/space'
 *
 * const space = struct({ units: int({ min: 1, max: 64 }) })
 * const decoded = decodeArchitecture(space)({ units: 0 })
 * console.log(decoded._tag === 'Left' && decoded.left.message)
 * // 0 is not a whole number from 1 to 64
 */
export const decodeArchitecture =
  <A>(space: SearchSpace<A>) =>
  (candidate: unknown): E.Either<InvalidArchitecture, A> =>
    E.mapLeft(([first]: t.Errors) =>
      invalidArchitecture(
        first === undefined
          ? ''
          : first.context
              .map((entry) => entry.key)
              .filter((key) => key !== '')
              .join('.'),
        first?.message ?? 'not an architecture of this space',
      ),
    )(codec(space).decode(candidate))
