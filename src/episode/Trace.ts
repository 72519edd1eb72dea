import * as t from 'io-ts'
import { shown } from '../common/index.ts'
import { Count } from './bounded.ts'
import { checkedCodec } from './checkedCodec.ts'
import { FiniteNumber } from './FiniteNumber.ts'

/** One categorical choice: option `option` of `of`, at a place of the space. */
export interface Decision {
  readonly path: string
  readonly option: number
  readonly of: number
  /** Natural logarithm of the option's probability under the policy that took it. */
  readonly logProbability: FiniteNumber
}

/** The decisions of one proposal, in the order they were taken. Empty where a policy does not decide by categories. */
export type Trace = ReadonlyArray<Decision>

/** The largest logarithm of a probability that rounding makes of 0. */
const rounding = 1e-3

/** What a decision cannot be. */
const absurd = ({ option, of, logProbability }: Decision): string | undefined =>
  option >= of
    ? `option ${option} of ${of} is none: options are counted from 0`
    : logProbability > rounding
      ? `${shown(logProbability)} is the logarithm of no probability: it is above 0`
      : undefined

const Fields: t.Type<Decision, unknown> = t.readonly(
  t.strict({ path: t.string, option: Count, of: Count, logProbability: FiniteNumber }),
)

/** Codec of {@link Decision}. */
export const Decision: t.Type<Decision, unknown> = checkedCodec(Fields, absurd)

/** Codec of {@link Trace}. */
export const Trace: t.Type<Trace, unknown> = t.readonlyArray(Decision)
