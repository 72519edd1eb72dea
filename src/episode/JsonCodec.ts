import * as t from 'io-ts'
import { isJson, type Json, jsonProblem } from '../space/Json.ts'

/** Codec of any JSON value, nested no deeper than a space or a state is. */
export const JsonCodec: t.Type<Json, unknown> = new t.Type<Json, unknown>(
  'Json',
  isJson,
  (u, context) => {
    const problem = jsonProblem(u)
    // What has no problem is JSON.
    return problem === undefined
      ? t.success(u as Json)
      : t.failure(u, context, `not JSON: ${problem}`)
  },
  t.identity,
)
