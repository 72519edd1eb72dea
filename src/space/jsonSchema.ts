import { type Json } from './Json.ts'
import { type Description, descriptionOf, type SearchSpace } from './SearchSpace.ts'

type Schema = Readonly<Record<string, Json>>

const objectSchema = (properties: Schema): Schema => ({
  type: 'object',
  properties,
  required: Object.keys(properties),
  additionalProperties: false,
})

const fieldSchemas = (fields: ReadonlyArray<readonly [string, Description]>): Schema =>
  Object.fromEntries(fields.map(([name, field]) => [name, schemaOf(field)]))

const schemaOf = (d: Description): Schema => {
  switch (d._tag) {
    case 'Constant':
      return { const: d.value }
    case 'Choice':
      return { enum: d.options }
    case 'Struct':
      return objectSchema(fieldSchemas(d.fields))
    case 'Sequence':
      return { type: 'array', items: schemaOf(d.item), minItems: d.min, maxItems: d.max }
    case 'OneOf':
      return {
        oneOf: d.branches.map(([name, branch]) =>
          objectSchema({
            [d.tag]: { const: name },
            ...fieldSchemas(branch._tag === 'Struct' ? branch.fields : []),
          }),
        ),
      }
    case 'Refine':
      return {
        ...schemaOf(d.inner),
        $comment: 'Some of these are rejected by a condition that a schema cannot state.',
      }
    case 'IMap':
      return schemaOf(d.inner)
  }
}

/**
 * The JSON Schema (draft 2020-12) of a space's encoded architectures, for tools in other languages
 * and for editors. It accepts what {@link decodeArchitecture} accepts, but for refinements, which a
 * schema cannot state; a `$comment` tells where.
 *
 * @example
 * import { choice, struct } from 'rxnas'
 * import { jsonSchema } from 'rxnas/space'
 *
 * const schema = jsonSchema(struct({ op: choice('conv', 'pool') }))
 * console.log(JSON.stringify(schema['properties'])) // {"op":{"enum":["conv","pool"]}}
 */
export const jsonSchema = (space: SearchSpace<unknown>): Readonly<Record<string, Json>> => ({
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  ...schemaOf(descriptionOf('jsonSchema()', space)),
})
