import * as E from 'fp-ts/lib/Either.js'
import * as fc from 'fast-check'
import { fieldOf } from '../../common/index.ts'
import { decodeArchitecture, type Description, type Json, type SearchSpace } from '../../core.ts'
import { candidate } from './architecture.ts'

/** Where in a candidate something stands. */
type Path = ReadonlyArray<string | number>

/** A change at one place of a candidate. */
interface Change {
  readonly path: Path
  readonly to: (old: Json) => Json | undefined
}

const isObject = (value: Json): value is { readonly [key: string]: Json | undefined } =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** What stands in a field of JSON, which is JSON. */
const at = (value: { readonly [key: string]: Json | undefined }, name: string): Json =>
  (fieldOf(value, name) as Json | undefined) ?? null

const changed = (value: Json, { path, to }: Change): Json | undefined => {
  const [first, ...rest] = path
  if (first === undefined) return to(value)
  if (Array.isArray(value))
    return (value as ReadonlyArray<Json>).flatMap((item, i) => {
      const next = i === first ? changed(item, { path: rest, to }) : item
      return next === undefined ? [] : [next]
    })
  if (!isObject(value)) return value
  // A field that is left out is `undefined`, as in any JSON value that is written.
  return { ...value, [first]: changed(at(value, String(first)), { path: rest, to }) }
}

const strangers: ReadonlyArray<Json> = [null, -1, 0.5, 'none', '', true, [], {}]

const beside = (options: ReadonlyArray<Json>): ReadonlyArray<Json> => [
  ...options.flatMap((option) => (typeof option === 'number' ? [option + 1, option - 1] : [])),
  ...strangers,
]

/** What can be done wrong at each place of a candidate. */
const changesOf = (d: Description, value: Json, path: Path): ReadonlyArray<Change> => {
  const replaced = (others: ReadonlyArray<Json>): ReadonlyArray<Change> =>
    others.map((other) => ({ path, to: () => other }))
  switch (d._tag) {
    case 'Constant':
      return replaced(beside([d.value]))
    case 'Choice':
      return replaced(beside(d.options))
    case 'Struct':
      return [
        { path, to: (old) => (isObject(old) ? { ...old, unknown: 1 } : old) },
        ...d.fields.flatMap(([name, field]) => [
          { path: [...path, name], to: () => undefined },
          ...changesOf(field, isObject(value) ? at(value, name) : null, [...path, name]),
        ]),
      ]
    case 'Sequence': {
      const items: ReadonlyArray<Json> = Array.isArray(value) ? value : []
      const [first] = items
      return [
        ...replaced(['none', {}]),
        ...(first === undefined
          ? []
          : replaced([
              Array.from({ length: d.max + 1 }, () => first),
              ...(d.min > 0 ? [items.slice(0, d.min - 1)] : []),
            ])),
        ...items.flatMap((item, i) => changesOf(d.item, item, [...path, i])),
      ]
    }
    case 'OneOf': {
      const taken = d.branches.find(([name]) => isObject(value) && at(value, d.tag) === name)
      return [
        { path: [...path, d.tag], to: () => 'unknown' },
        { path: [...path, d.tag], to: () => undefined },
        ...(taken === undefined
          ? []
          : changesOf(taken[1], value, path).filter((change) => change.path.length > path.length)),
      ]
    }
    case 'Refine':
    case 'IMap':
      return changesOf(d.inner, value, path)
  }
}

/**
 * Candidates that miss the architectures of a space by one change: an option beside those there are, a
 * field too few or too many, a list too long or too short, a branch that is none.
 *
 * @example
 * import * as fc from 'fast-check'
 * import { decodeArchitecture, articleCnn1d } from 'rxnas/space'
 * import { nearMiss } from 'rxnas/testing'
 *
 * fc.assert(
 *   fc.property(nearMiss(articleCnn1d()), (c) => decodeArchitecture(articleCnn1d())(c)._tag === 'Left'),
 * )
 */
export const nearMiss = (space: SearchSpace<unknown>): fc.Arbitrary<Json> => {
  const decode = decodeArchitecture(space)
  return fc
    .tuple(candidate(space), fc.nat())
    .map(([valid, pick]) => {
      const changes = changesOf(space.description, valid, [])
      const change = changes[pick % changes.length]
      return change === undefined ? valid : (changed(valid, change) ?? null)
    })
    .filter((missed) => E.isLeft(decode(missed)))
}
