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

/** Rows as the kernel reads them: options and, by kind, the counts of options, each a row after another. */
export interface Points {
  readonly count: number
  readonly options: Int16Array
  readonly counts: Float64Array
  /** How many decisions each has. */
  readonly decisions: Float64Array
}

/** Rows as points. */
export const pointsOf = (encoding: Encoding, rows: ReadonlyArray<Row>): Points => {
  const { slots, repeats, countsAt } = encoding
  const width = repeats ? encoding.counts : 0
  const options = new Int16Array(rows.length * slots.length)
  const counts = new Float64Array(rows.length * width)
  const decisions = new Float64Array(rows.length)
  for (const [r, row] of rows.entries())
    for (const [i, option] of row.entries()) {
      options[r * slots.length + i] = option
      if (option < 0) continue
      decisions[r] = (decisions[r] ?? 0) + 1
      if (!repeats) continue
      const at = r * width + (countsAt[slots[i]?.kind ?? 0] ?? 0) + option
      counts[at] = (counts[at] ?? 0) + 1
    }
  return { count: rows.length, options, counts, decisions }
}

/** Adds to `out` the distances of one point to the first `until` of others by one decision, times `weight`. */
const addSlotDistances = (
  { slots }: Encoding,
  ordered: number,
  slot: number,
  weight: number,
  of: Points,
  index: number,
  to: Points,
  until: number,
  out: Float64Array,
  offset: number,
): void => {
  const width = slots.length
  const x = of.options[index * width + slot] ?? -1
  const part = slots[slot]?.ordered === true && x >= 0 ? ordered : 0
  const slope = (2 * part) / ((slots[slot]?.of ?? 2) - 1)
  for (let j = 0, at = slot; j < until; j++, at += width) {
    const y = to.options[at] ?? -1
    if (x === y) continue
    const apart = part > 0 && y >= 0 ? 1 - part + slope * Math.abs(x - y) : 1
    out[offset + j] = (out[offset + j] ?? 0) + weight * apart
  }
}

/** The weighted distances of one point to the first `until` of others by their decisions. */
export const decisionDistances = (
  encoding: Encoding,
  { ordered, weights }: Pick<Kernel, 'ordered' | 'weights'>,
  of: Points,
  index: number,
  to: Points,
  until: number,
  out: Float64Array,
  offset: number,
): void => {
  for (const [slot, weight] of weights.entries())
    if (weight !== 0)
      addSlotDistances(encoding, ordered, slot, weight, of, index, to, until, out, offset)
}

/** The distances of one point to the first `until` of others by how often options occur, from 0 to 1. */
export const countDistances = (
  encoding: Encoding,
  of: Points,
  index: number,
  to: Points,
  until: number,
  out: Float64Array,
  offset: number,
): void => {
  const width = encoding.counts
  const scale = 1 / (2 * encoding.slots.length)
  const own = of.counts.subarray(index * width, (index + 1) * width)
  // |a - b| = a + b - 2 min(a, b), and the least is 0 where the point has none: few of many options.
  const had = [...own.keys()].filter((k) => (own[k] ?? 0) > 0)
  const total = of.decisions[index] ?? 0
  for (let j = 0; j < until; j++) {
    let common = 0
    for (const k of had) {
      const a = own[k] ?? 0
      const b = to.counts[j * width + k] ?? 0
      common += a < b ? a : b
    }
    out[offset + j] = (total + (to.decisions[j] ?? 0) - 2 * common) * scale
  }
}
