import * as t from 'io-ts'
import { type Json } from '../space/index.ts'

const isJson = (u: unknown): u is Json =>
  u === null ||
  typeof u === 'string' ||
  typeof u === 'boolean' ||
  (typeof u === 'number' && Number.isFinite(u)) ||
  (Array.isArray(u) && u.every(isJson)) ||
  (typeof u === 'object' &&
    !Array.isArray(u) &&
    Object.values(u).every((v) => v === undefined || isJson(v)))

/** Codec of any JSON value. */
export const JsonCodec: t.Type<Json, unknown> = new t.Type<Json, unknown>(
  'Json',
  isJson,
  (u, context) => (isJson(u) ? t.success(u) : t.failure(u, context, 'not JSON')),
  t.identity,
)
