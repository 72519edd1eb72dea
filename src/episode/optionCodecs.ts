import * as t from 'io-ts'
import {
  finiteNumber,
  oneOfNames,
  type OptionCheck,
  trueOrFalse,
  wholeNumber,
} from '../common/index.ts'
import { type Json } from '../space/index.ts'

/** A codec of an option: what it decodes to is what JSON holds. Its name says what it takes. */
export type OptionCodec<A> = t.Type<A, Json>

/** The codec of an option that a check describes. */
export const optionCodec = <A extends Json>({ takes, holds }: OptionCheck): OptionCodec<A> => {
  const is = (u: unknown): u is A => holds(u)
  return new t.Type(takes, is, (u, c) => (is(u) ? t.success(u) : t.failure(u, c)), t.identity)
}

/** A whole number within bounds. */
export const whole = (min: number, max?: number): OptionCodec<number> =>
  optionCodec(wholeNumber(min, max))

/** A finite number within bounds. */
export const real = (min: number, max: number): OptionCodec<number> =>
  optionCodec(finiteNumber(min, max))

/** One of some words. */
export const oneOfWords = <const W extends string>(...words: ReadonlyArray<W>): OptionCodec<W> =>
  optionCodec<W>(oneOfNames(...words))

/** True or false. */
export const yesOrNo: OptionCodec<boolean> = optionCodec(trueOrFalse)
