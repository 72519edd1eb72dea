import * as t from 'io-ts'
import { FiniteNumber } from '../../episode/index.ts'
import { type Encoding } from './Encoding.ts'

/**
 * The kernel, the correlation of two architectures: `exp(-rate * d - countRate * c)`. `d` sums the
 * weights of the decisions that differ; `c` is the part of the decisions that no pairing of equal
 * options of the same kind explains. Each factor is a kernel, so their product is one.
 */
export interface Kernel {
  readonly rate: number
  readonly countRate: number
  /** How much the distance of ordered options counts in their difference: from 0, not at all, to 1, alone. */
  readonly ordered: number
  /** Variance of a measurement, relative to the variance of the scores. */
  readonly noise: number
  /** The weight of each decision in the distance; they sum to 1. */
  readonly weights: ReadonlyArray<number>
}

const Finite = new t.Type<number, unknown>(
  'Finite',
  (u): u is number => FiniteNumber.is(u),
  (u, context) => FiniteNumber.validate(u, context),
  t.identity,
)

/** Codec of {@link Kernel}. */
export const Kernel: t.Type<Kernel, unknown> = t.readonly(
  t.strict({
    rate: Finite,
    countRate: Finite,
    ordered: Finite,
    noise: Finite,
    weights: t.readonlyArray(Finite),
  }),
)

/** The kernel before any is chosen. */
export const firstKernel = ({ slots, repeats }: Encoding): Kernel => ({
  rate: 2.5,
  countRate: repeats ? 1.5 : 0,
  ordered: 0,
  noise: 0.1,
  weights: slots.map(() => 1 / slots.length),
})
