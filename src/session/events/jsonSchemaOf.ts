import { Budget, FiniteNumber, JournalHeader, type Json, JsonCodec, Metrics } from '../../core.ts'

type Schema = { readonly [key: string]: Json }

/** Codecs that are written by hand say nothing of their form; it is said here. */
const known = new Map<unknown, Schema>([
  [FiniteNumber, { type: 'number' }],
  [JsonCodec, {}],
  [Metrics, { type: 'object', additionalProperties: { type: 'number' } }],
  [Budget, { type: 'object', additionalProperties: { type: 'number' } }],
  [JournalHeader, { type: 'object', properties: { _tag: { const: 'Header' } } }],
])

const field = (codec: unknown, key: string): unknown => Reflect.get(Object(codec), key)

const listOf = (value: unknown): ReadonlyArray<unknown> => (Array.isArray(value) ? value : [])

const propertiesOf = (codec: unknown, isRequired: boolean): Schema => {
  const entries = Object.entries(Object(field(codec, 'props')) as Readonly<Record<string, unknown>>)
  return {
    type: 'object',
    properties: Object.fromEntries(entries.map(([key, value]) => [key, jsonSchemaOf(value)])),
    ...(isRequired ? { required: entries.map(([key]) => key) } : {}),
  }
}

/**
 * The JSON Schema (2020-12) of an io-ts codec, as far as the codec says its form: one that is written
 * by hand and not known here accepts anything.
 */
export const jsonSchemaOf = (codec: unknown): Schema => {
  const own = known.get(codec)
  if (own !== undefined) return own
  const members = field(codec, 'members') ?? field(codec, 'parts')
  if (members !== undefined)
    return {
      [field(codec, 'members') === undefined ? 'allOf' : 'oneOf']:
        listOf(members).map(jsonSchemaOf),
    }
  switch (field(codec, '_tag')) {
    case 'StringType':
      return { type: 'string' }
    case 'NumberType':
      return { type: 'number' }
    case 'BooleanType':
      return { type: 'boolean' }
    case 'NullType':
      return { type: 'null' }
    case 'LiteralType':
      return { const: field(codec, 'value') as Json }
    case 'KeyofType':
      return { enum: Object.keys(Object(field(codec, 'keys')) as object) }
    case 'ArrayType':
    case 'ReadonlyArrayType':
      return { type: 'array', items: jsonSchemaOf(field(codec, 'type')) }
    case 'DictionaryType':
      return { type: 'object', additionalProperties: jsonSchemaOf(field(codec, 'codomain')) }
    case 'AnyDictionaryType':
      return { type: 'object' }
    case 'UnionType':
      return { anyOf: listOf(field(codec, 'types')).map(jsonSchemaOf) }
    case 'IntersectionType':
      return { allOf: listOf(field(codec, 'types')).map(jsonSchemaOf) }
    case 'InterfaceType':
      return propertiesOf(codec, true)
    case 'PartialType':
      return propertiesOf(codec, false)
    case 'ExactType':
    case 'ReadonlyType':
      return jsonSchemaOf(field(codec, 'type'))
    default:
      return {}
  }
}
