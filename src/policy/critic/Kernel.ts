import * as t from 'io-ts'
import { FiniteNumber } from '../../episode/index.ts'
import { type Encoding } from './Encoding.ts'

/**
 * How alike two architectures are: `exp(-rate * d - countRate * c)`. `d` sums the weights of the
 * decisions that differ; `c` is the part of decisions that no pairing of options of the same kind
 * explains. All are products of kernels, so any of them is one.
 */
export interface Kernel {
  readonly rate: number
  readonly countRate: number
  /** How far the difference of ordered options counts by their distance: 0 not, 1 alone. */
  readonly ordered: number
  /** Variance of a measurement, as part of the rewards' variance. */
  readonly noise: number
  /** A decision's part of the distance; they sum to 1. */
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

/** Before there is anything to choose it by. */
export const firstKernel = ({ slots, repeats }: Encoding): Kernel => ({
  rate: 2.5,
  countRate: repeats ? 1.5 : 0,
  ordered: 0,
  noise: 0.1,
  weights: slots.map(() => 1 / slots.length),
})
