import * as t from 'io-ts'
import { FiniteNumber } from '../../episode/index.ts'
import { type Encoding, type Row } from './Encoding.ts'

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

/** A row with the counts of its options, by kind. */
export interface Point {
  readonly row: Row
  readonly counts: Float64Array
}

/** A row as the kernel reads it. */
export const pointOf = (encoding: Encoding, row: Row): Point => {
  const counts = new Float64Array(encoding.repeats ? encoding.counts : 0)
  if (encoding.repeats)
    row.forEach((option, i) => {
      if (option < 0) return
      const at = (encoding.countsAt[encoding.slots[i]?.kind ?? 0] ?? 0) + option
      counts[at] = (counts[at] ?? 0) + 1
    })
  return { row, counts }
}

/** The weighted distance of two rows by their decisions. */
export const decisionDistance =
  ({ slots }: Encoding, { ordered, weights }: Pick<Kernel, 'ordered' | 'weights'>) =>
  (a: Row, b: Row): number => {
    let sum = 0
    for (let i = 0; i < a.length; i++) {
      const x = a[i] ?? -1
      const y = b[i] ?? -1
      if (x === y) continue
      const slot = slots[i]
      const apart =
        ordered > 0 && slot?.ordered === true && x >= 0 && y >= 0
          ? 1 - ordered + (2 * ordered * Math.abs(x - y)) / (slot.of - 1)
          : 1
      sum += (weights[i] ?? 0) * apart
    }
    return sum
  }

/** The distance of two architectures by how often each option occurs, from 0 to 1. */
export const countDistance = (a: Point, b: Point): number => {
  let sum = 0
  for (let i = 0; i < a.counts.length; i++) sum += Math.abs((a.counts[i] ?? 0) - (b.counts[i] ?? 0))
  return sum / (2 * a.row.length)
}
