import { type Encoding } from './Encoding.ts'
import { type Kernel } from './Kernel.ts'
import { type Points } from './Points.ts'

/** What decisions add to a distance, by how far their options are apart: a table for each, one after another. */
export interface Steps {
  readonly table: Float64Array
  /** Where each decision's table begins. */
  readonly at: Int32Array
}

/** The steps of a kernel. */
export const stepsOf = (
  { slots }: Encoding,
  { ordered, weights }: Pick<Kernel, 'ordered' | 'weights'>,
): Steps => {
  // Options are 0 to of - 1 and -of where there is none, so differences are below 2 of.
  const at = new Int32Array(slots.length)
  let size = 0
  for (const [i, { of }] of slots.entries()) {
    at[i] = size
    size += 2 * of
  }
  const table = new Float64Array(size)
  for (const [i, slot] of slots.entries()) {
    const weight = weights[i] ?? 0
    const part = slot.ordered ? ordered : 0
    const slope = (2 * part) / (slot.of - 1)
    for (let apart = 1; apart < 2 * slot.of; apart++)
      table[(at[i] ?? 0) + apart] =
        weight * (part > 0 && apart < slot.of ? 1 - part + slope * apart : 1)
  }
  return { table, at }
}

/** The distances of one point to the first `until` of others by their decisions, into `out` from `offset` on. */
export const decisionDistances = (
  { table, at }: Steps,
  of: Points,
  index: number,
  to: Points,
  until: number,
  out: Float64Array,
  offset: number,
): void => {
  const [width, own, all, each] = [at.length, of.options, to.options, to.count]
  out.fill(0, offset, offset + until)
  let slot = 0
  // Four decisions at a time: a sum is read and written once for them.
  for (; slot + 3 < width; slot += 4) {
    const x0 = own[slot * of.count + index] ?? 0
    const x1 = own[(slot + 1) * of.count + index] ?? 0
    const x2 = own[(slot + 2) * of.count + index] ?? 0
    const x3 = own[(slot + 3) * of.count + index] ?? 0
    const [a0 = 0, a1 = 0, a2 = 0, a3 = 0] = [at[slot], at[slot + 1], at[slot + 2], at[slot + 3]]
    const from = slot * each
    for (let j = 0; j < until; j++) {
      const k = from + j
      out[offset + j] =
        (out[offset + j] ?? 0) +
        (table[a0 + Math.abs(x0 - (all[k] ?? 0))] ?? 0) +
        (table[a1 + Math.abs(x1 - (all[k + each] ?? 0))] ?? 0) +
        (table[a2 + Math.abs(x2 - (all[k + 2 * each] ?? 0))] ?? 0) +
        (table[a3 + Math.abs(x3 - (all[k + 3 * each] ?? 0))] ?? 0)
    }
  }
  for (; slot < width; slot++) {
    const x = own[slot * of.count + index] ?? 0
    const a = at[slot] ?? 0
    const from = slot * each
    for (let j = 0; j < until; j++)
      out[offset + j] =
        (out[offset + j] ?? 0) + (table[a + Math.abs(x - (all[from + j] ?? 0))] ?? 0)
  }
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
  const { counts, slots } = encoding
  const scale = 1 / (2 * slots.length)
  // |a - b| = a + b - 2 min(a, b), and the least is 0 where the point has none: few of many options.
  out.fill(0, offset, offset + until)
  for (let k = 0; k < counts; k++) {
    const a = of.counts[k * of.count + index] ?? 0
    if (a === 0) continue
    const from = k * to.count
    for (let j = 0; j < until; j++)
      out[offset + j] = (out[offset + j] ?? 0) + Math.min(a, to.counts[from + j] ?? 0)
  }
  const total = of.decisions[index] ?? 0
  for (let j = 0; j < until; j++)
    out[offset + j] = (total + (to.decisions[j] ?? 0) - 2 * (out[offset + j] ?? 0)) * scale
}
