import { type AnySchemaObject, type ValidateFunction } from 'ajv'
import { Ajv2020 } from 'ajv/dist/2020.js'
import * as E from 'fp-ts/lib/Either.js'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  choice,
  constant,
  decodeArchitecture,
  imap,
  int,
  type Json,
  jsonSchema,
  oneOf,
  refine,
  type SearchSpace,
  sequence,
  struct,
} from '../../src/core.ts'
import { candidate, searchSpace } from '../../src/testing/index.ts'

// One for all: it compiles the schema of schemas first.
const ajv = new Ajv2020({ strict: true, ownProperties: true })
const compiled = (space: SearchSpace<unknown>): ValidateFunction =>
  ajv.compile(jsonSchema(space) as AnySchemaObject)

/** Spaces but those that name `__proto__`, which this validator passes over in schemas. */
const validatable = searchSpace.filter(
  (space) => !JSON.stringify(space.description).includes('__proto__'),
)

const isObject = (value: Json): value is Readonly<Record<string, Json>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** A value with another in the place of one of its parts, or with one part more. */
const spoilt = (value: Json): fc.Arbitrary<Json> => {
  // What fast-check calls a JSON value is one.
  const other = fc.oneof(
    fc.constantFrom(0, 1, 'relu', true, null),
    fc.jsonValue() as fc.Arbitrary<Json>,
  )
  if (Array.isArray(value)) {
    const items = value as ReadonlyArray<Json>
    return fc.oneof(
      other,
      other.map((more) => [...items, more]),
      ...items.map((item) => fc.constant([...items, item])),
      fc.constant(items.slice(1)),
      ...items.map((item, i) => spoilt(item).map((bad) => items.with(i, bad))),
    )
  }
  if (!isObject(value)) return other
  const fields = Object.entries(value)
  return fc.oneof(
    other,
    other.map((more) => ({ ...value, more })),
    ...fields.map(([name]) =>
      fc.constant(Object.fromEntries(fields.filter(([kept]) => kept !== name))),
    ),
    ...fields.map(([name, field]) => spoilt(field).map((bad) => ({ ...value, [name]: bad }))),
  )
}

describe('jsonSchema', () => {
  it('accepts every candidate, and with an extra field none', () => {
    fc.assert(
      fc.property(
        validatable.chain((space) => candidate(space).map((c) => ({ space, c }))),
        ({ space, c }) => {
          const validate = compiled(space)
          expect(validate(c)).toBe(true)
          if (isObject(c)) expect(validate({ ...c, more: 1 })).toBe(false)
        },
      ),
    )
  })

  it('accepts exactly what the codec does', () => {
    fc.assert(
      fc.property(
        validatable.chain((space) =>
          candidate(space)
            .chain(spoilt)
            .map((c) => ({ space, c })),
        ),
        ({ space, c }) => {
          expect(compiled(space)(c)).toBe(E.isRight(decodeArchitecture(space)(c)))
        },
      ),
      { numRuns: 200 },
    )
  })

  it('is a schema that a person can read', () => {
    const space = struct({
      version: constant(2),
      layers: sequence(
        1,
        3,
        oneOf('op', { conv: { kernel: int({ min: 1, max: 5, step: 2 }) }, skip: {} }),
      ),
      width: imap(
        refine(choice(8, 16), (n) => (n === 8 ? undefined : 'too wide')),
        String,
        Number as (text: string) => 8 | 16,
      ),
    })
    expect(jsonSchema(space)).toEqual({
      $schema: 'https://json-schema.org/draft/2020-12/schema',
      type: 'object',
      properties: {
        version: { const: 2 },
        layers: {
          type: 'array',
          items: {
            oneOf: [
              {
                type: 'object',
                properties: { op: { const: 'conv' }, kernel: { enum: [1, 3, 5] } },
                required: ['op', 'kernel'],
                additionalProperties: false,
              },
              {
                type: 'object',
                properties: { op: { const: 'skip' } },
                required: ['op'],
                additionalProperties: false,
              },
            ],
          },
          minItems: 1,
          maxItems: 3,
        },
        width: {
          enum: [8, 16],
          $comment: 'Some of these are rejected by a condition that a schema cannot state.',
        },
      },
      required: ['version', 'layers', 'width'],
      additionalProperties: false,
    })
    expect(compiled(space)({ version: 2, layers: [{ op: 'skip' }], width: 8 })).toBe(true)
  })
})
