import * as E from 'fp-ts/lib/Either.js'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  architectureKey,
  choice,
  codec,
  decisionSlots,
  decisionsOf,
  decodeArchitecture,
  describedSpace,
  describeSpace,
  type Json,
  jsonSchema,
  neighbours,
  oneOf,
  random,
  type SearchSpace,
  sequence,
  struct,
  summarizeSpace,
} from '../../src/core.ts'
import { candidate } from '../../src/testing/index.ts'
import { decoded } from './support.ts'

const hostile = [
  ...['constructor', 'toString', '__proto__', 'hasOwnProperty', 'valueOf', 'prototype'],
  ...['__defineGetter__', '__lookupSetter__', 'isPrototypeOf', 'length', 'then'],
] as const

const own = (name: string, value: unknown): Readonly<Record<string, never>> =>
  Object.fromEntries([[name, value]]) as Readonly<Record<string, never>>

const spacesOf = (name: string): ReadonlyArray<SearchSpace<unknown>> => [
  struct(own(name, choice(1, 2))),
  struct({ ...own(name, struct(own(name, choice('a', 'b')))), other: choice(1, 2) }),
  struct(own(name, struct({}))),
  sequence(1, 2, struct(own(name, choice(null, true)))),
  oneOf('op', own(name, { width: choice(8, 16) })),
  oneOf('op', { ...own(name, {}), skip: { width: choice(8, 16) } }),
  oneOf(name, { conv: { width: choice(8, 16) }, pool: {} }),
  oneOf(name, own(name, own(`${name}2`, choice(1, 2)))),
  struct({ op: choice(name, 'conv') }),
]

const written = (value: unknown): unknown => JSON.parse(JSON.stringify(value))

describe.each(hostile)('a field, branch, tag or option named %s', (name) => {
  it('is decided, written, read back and changed as any other', () => {
    for (const space of spacesOf(name)) {
      const form = codec(space)
      fc.assert(
        fc.property(candidate(space), (c) => {
          const architecture = decoded(space, c)
          expect(JSON.stringify(form.encode(architecture))).toBe(JSON.stringify(c))
          expect(form.decode(written(form.encode(architecture)))).toEqual(E.right(architecture))
          const taken = decisionsOf(space)(architecture)
          const around = neighbours(space)(architecture).map(architectureKey(space))
          expect(around).toHaveLength(taken.reduce((sum, { of }) => sum + of - 1, 0))
          expect(around).not.toContain(architectureKey(space)(architecture))
        }),
        { numRuns: 20 },
      )
    }
  })

  it('is proposed, described and told', () => {
    for (const space of spacesOf(name)) {
      const policy = random(space)
      const [proposal] = policy.propose(policy.init(1))
      expect(E.isRight(decodeArchitecture(space)(written(proposal.candidate)))).toBe(true)
      const description = written(describeSpace(space)) as Json
      const again = describedSpace(description)
      if (E.isLeft(again)) throw new Error(again.left)
      expect(describeSpace(again.right)).toEqual(description)
      expect(summarizeSpace(space)).toContain(name)
      expect(JSON.stringify(jsonSchema(space))).toContain(`"${name}"`)
    }
  })

  it('is missing where a candidate does not have it', () => {
    const wide = struct({ ...own(name, struct({})), width: choice(8, 16) })
    const narrow = struct(own(name, choice(1, 2)))
    const cases: ReadonlyArray<readonly [SearchSpace<unknown>, unknown]> = [
      [wide, { width: 8 }],
      [narrow, {}],
      [oneOf(name, { conv: {} }), {}],
      [oneOf('op', { conv: {} }), { op: name }],
      [struct({ width: choice(8, 16) }), { width: 8, ...own(name, 1) }],
      [choice('conv', 'pool'), name],
    ]
    for (const [space, c] of cases) {
      expect(E.isLeft(decodeArchitecture(space)(c))).toBe(true)
      expect(codec(space).is(c)).toBe(false)
    }
  })
})

describe('names of which two decisions could have one path', () => {
  const two = choice(1, 2)
  it.each<readonly [string, () => SearchSpace<unknown>]>([
    ['a field named as one in another', () => struct({ 'a.b': two, a: struct({ b: two }) })],
    ['in either order', () => struct({ a: struct({ 'b.c': two }), 'a.b': struct({ c: two }) })],
    ['deep down', () => struct({ x: struct({ 'a.b.c': two, 'a.b': struct({ c: two }) }) })],
    ['a length', () => struct({ 'a.length': two, a: sequence(0, 2, two) })],
    ['an item', () => struct({ a: sequence(1, 2, two), 'a.0': two })],
    ['a field without a name', () => struct({ '': two, value: two })],
    ['branches', () => oneOf('op', { conv: { 'b.c': two }, 'conv.b': { c: two } })],
    ['a tag', () => oneOf('conv.k', { conv: { k: two }, pool: {} })],
    ['a branch without a name', () => oneOf('op', { '': { op2: two }, pool: {} })],
  ])('are refused: %s', (_, make) => {
    expect(make).toThrow(RangeError)
    expect(make).toThrow('two decisions one path')
  })

  it.each<readonly [string, () => SearchSpace<unknown>]>([
    ['a dot alone', () => struct({ 'a.b': two, c: two })],
    ['a name that another begins with', () => struct({ a: two, ab: two, 'a b.c': two })],
    ['a tag with a dot', () => oneOf('op.kind', { conv: { k: two }, pool: {} })],
    ['a branch named as the tag', () => oneOf('op', { op: { k: two }, pool: {} })],
  ])('are told from others: %s', (_, make) => {
    expect(make).not.toThrow()
  })

  it('leave no two decisions with one path in a space that is made', () => {
    const name = fc.constantFrom('', 'a', 'b', 'a.b', 'b.a', 'a.b.a', 'length', '0')
    const { space } = fc.letrec<{ space: SearchSpace<unknown> | undefined }>((tie) => ({
      space: fc.oneof(
        { maxDepth: 3 },
        fc.constant(two),
        fc.dictionary(name, tie('space'), { minKeys: 1, maxKeys: 3 }).map((fields) => {
          if (Object.values(fields).includes(undefined)) return undefined
          try {
            return struct(fields as Record<string, SearchSpace<unknown>>)
          } catch {
            return undefined
          }
        }),
        tie('space').map((item) => (item === undefined ? undefined : sequence(1, 2, item))),
      ),
    }))
    fc.assert(
      fc.property(
        space.filter((made) => made !== undefined),
        (made) => {
          const paths = decisionSlots(made).map(({ path }) => path)
          expect(new Set(paths).size).toBe(paths.length)
        },
      ),
    )
  })
})
