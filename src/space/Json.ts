import { isRecord, shown } from '../common/index.ts'

/** A text, a number, a truth value or nothing: what JSON writes without brackets. */
export type Literal = string | number | boolean | null

/** A JSON value. Object keys whose value is `undefined` are left out when it is written. */
export type Json = Literal | ReadonlyArray<Json> | { readonly [key: string]: Json | undefined }

const sorted = (value: Json): Json => {
  if (Array.isArray(value)) return value.map(sorted)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value)
      .filter((entry): entry is [string, Json] => entry[1] !== undefined)
      .sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))
      .map(([key, inner]) => [key, sorted(inner)]),
  )
}

/** The JSON text of a value with its object keys in order: equal values have equal texts. */
export const canonicalJson = (value: Json): string => JSON.stringify(sorted(value))

/** How deep JSON may be nested that is read: deeper than any space or state, and far from where the stack ends. */
export const deepestJson = 500

const isPlain = (value: object): boolean => {
  const prototype: unknown = Object.getPrototypeOf(value)
  // An object of another realm has another prototype, which has none itself.
  return (
    prototype === null ||
    (typeof prototype === 'object' && Object.getPrototypeOf(prototype) === null)
  )
}

const problemIn = (value: unknown, depth: number): string | undefined => {
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return undefined
  if (typeof value === 'number')
    return Number.isFinite(value) ? undefined : `${value} is not a finite number`
  if (typeof value !== 'object') return `${shown(value)} is not JSON`
  if (depth > deepestJson) return `it is nested deeper than ${deepestJson} levels`
  const inside: ReadonlyArray<unknown> = Array.isArray(value)
    ? value
    : Object.values(value).filter((field) => field !== undefined)
  if (!Array.isArray(value) && !isPlain(value)) return 'an instance of a class is not JSON'
  for (const one of inside) {
    const problem = problemIn(one, depth + 1)
    if (problem !== undefined) return problem
  }
  return undefined
}

/** Why JSON cannot hold a value, so that it could not be read back as it was; `undefined` where it can. */
export const jsonProblem = (value: unknown): string | undefined => problemIn(value, 1)

/** Whether JSON holds a value. */
export const isJson = (value: unknown): value is Json => jsonProblem(value) === undefined

/** Whether a value, which may be anything, would be the same JSON. */
export const equalJson = (json: Json, value: unknown): boolean => {
  if (Array.isArray(json))
    return (
      Array.isArray(value) &&
      value.length === json.length &&
      json.every((item: Json, i) => equalJson(item, value[i]))
    )
  if (typeof json !== 'object' || json === null) return json === value
  if (!isRecord(value)) return false
  const fields = Object.entries(json).filter(([, field]) => field !== undefined)
  const others = Object.keys(value).filter((name) => value[name] !== undefined)
  return (
    others.length === fields.length &&
    fields.every(
      ([name, field]) =>
        field !== undefined && Object.hasOwn(value, name) && equalJson(field, value[name]),
    )
  )
}
