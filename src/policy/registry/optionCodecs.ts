import * as t from 'io-ts'
import { type Json } from '../../space/index.ts'

/** A codec of an option: what it decodes to is what JSON holds. */
export type OptionCodec<A> = t.Type<A, Json>

/** `undefined` for what JSON cannot hold. */
const jsonOf = (u: unknown): string | undefined => JSON.stringify(u)

const shown = (u: unknown): string => {
  // JSON writes NaN and infinities as null.
  const text = typeof u === 'number' ? String(u) : (jsonOf(u) ?? 'nothing')
  return text.length > 60 ? `${text.slice(0, 57)}...` : text
}

const numberWhere = (holds: (x: number) => boolean, form: string): OptionCodec<number> => {
  const is = (u: unknown): u is number => typeof u === 'number' && holds(u)
  return new t.Type(
    form,
    is,
    (u, c) => (is(u) ? t.success(u) : t.failure(u, c, `${shown(u)} is not ${form}`)),
    t.identity,
  )
}

/** A whole number within bounds. */
export const whole = (min: number, max: number = Number.MAX_SAFE_INTEGER): OptionCodec<number> =>
  numberWhere(
    (x) => Number.isSafeInteger(x) && x >= min && x <= max,
    `a whole number from ${min} to ${max}`,
  )

/** A number within bounds. */
export const real = (min: number, max: number): OptionCodec<number> =>
  numberWhere((x) => x >= min && x <= max, `a number from ${min} to ${max}`)

/** One of some words. */
export const oneOfWords = <const W extends string>(...words: ReadonlyArray<W>): OptionCodec<W> => {
  const is = (u: unknown): u is W => words.some((word) => word === u)
  const form = `one of ${words.join(', ')}`
  return new t.Type(
    form,
    is,
    (u, c) => (is(u) ? t.success(u) : t.failure(u, c, `${shown(u)} is not ${form}`)),
    t.identity,
  )
}

/** True or false. */
export const yesOrNo: OptionCodec<boolean> = new t.Type(
  'true or false',
  t.boolean.is,
  (u, c) => (t.boolean.is(u) ? t.success(u) : t.failure(u, c, `${shown(u)} is not true or false`)),
  t.identity,
)
