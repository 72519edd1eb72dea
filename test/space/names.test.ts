import * as E from 'fp-ts/lib/Either.js'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  architectureKey,
  choice,
  codec,
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
} from '../../src/index.ts'
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
