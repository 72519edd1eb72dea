import * as t from 'io-ts'
import { Count } from './bounded.ts'
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

/** Codec of {@link Decision}. */
export const Decision: t.Type<Decision, unknown> = t.readonly(
  t.strict({ path: t.string, option: Count, of: Count, logProbability: FiniteNumber }),
)

/** Codec of {@link Trace}. */
export const Trace: t.Type<Trace, unknown> = t.readonlyArray(Decision)
