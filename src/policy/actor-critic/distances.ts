import { type Encoding } from './Encoding.ts'
import { type Kernel } from './Kernel.ts'
import { type Points } from './Points.ts'

/** What decisions add to a distance, by the difference of their options: a table for each that counts. */
export interface Steps {
  readonly table: Float64Array
  /** As many as four divides: the last may be there again, with a table of zeros. */
  readonly slots: Int32Array
  /** Of each of these slots, where in the table the difference 0 stands. */
  readonly middles: Int32Array
}

/** The steps of a kernel. */
export const stepsOf = (
  { slots }: Encoding,
  { ordered, weights }: Pick<Kernel, 'ordered' | 'weights'>,
): Steps => {
  const counting = [...slots.entries()].flatMap(([index, { of, ordered: isOrdered }]) => {
    const weight = weights[index] ?? 0
    return weight === 0 ? [] : [{ index, of, weight, part: isOrdered ? ordered : 0 }]
  })
  const last = counting.at(-1)
  while (last !== undefined && counting.length % 4 > 0) counting.push({ ...last, weight: 0 })
  const middles = new Int32Array(counting.length)
  const table = new Float64Array(counting.reduce((sum, { of }) => sum + 4 * of, 0))
  let begin = 0
  for (const [i, { of, weight, part }] of counting.entries()) {
    // Options are 0 to of - 1, and -of where there is none: they differ by less than 2 of.
    const middle = begin + 2 * of
    const slope = (2 * part) / (of - 1)
    for (let apart = 1; apart < 2 * of; apart++) {
      const step = weight * (part > 0 && apart < of ? 1 - part + slope * apart : 1)
      table[middle - apart] = step
      table[middle + apart] = step
    }
    middles[i] = middle
    begin += 4 * of
  }
  return { table, slots: Int32Array.from(counting, ({ index }) => index), middles }
}

/** The distances of one point to the first `until` of others by their decisions, into `out` from `offset` on. */
export const decisionDistances = (
  { table, slots, middles }: Steps,
  of: Points,
  index: number,
  to: Points,
  until: number,
  out: Float64Array,
  offset: number,
): void => {
  const [own, all] = [of.options, to.options]
  out.fill(0, offset, offset + until)
  // Four decisions at a time: a sum is read and written once for them.
  for (let i = 0; i < slots.length; i += 4) {
    const [s0, s1] = [slots[i] ?? 0, slots[i + 1] ?? 0]
    const [s2, s3] = [slots[i + 2] ?? 0, slots[i + 3] ?? 0]
    const m0 = (middles[i] ?? 0) + (own[s0 * of.count + index] ?? 0)
    const m1 = (middles[i + 1] ?? 0) + (own[s1 * of.count + index] ?? 0)
    const m2 = (middles[i + 2] ?? 0) + (own[s2 * of.count + index] ?? 0)
    const m3 = (middles[i + 3] ?? 0) + (own[s3 * of.count + index] ?? 0)
    const [b0, b1, b2, b3] = [s0 * to.count, s1 * to.count, s2 * to.count, s3 * to.count]
    for (let j = 0; j < until; j++)
      out[offset + j] =
        (out[offset + j] ?? 0) +
        (table[(m0 - (all[b0 + j] ?? 0)) | 0] ?? 0) +
        (table[(m1 - (all[b1 + j] ?? 0)) | 0] ?? 0) +
        (table[(m2 - (all[b2 + j] ?? 0)) | 0] ?? 0) +
        (table[(m3 - (all[b3 + j] ?? 0)) | 0] ?? 0)
  }
}

/** The distances of one point to the first `until` of others by how often options occur, from 0 to 1. */
export const countDistances = (
  { counts, slots }: Encoding,
  of: Points,
  index: number,
  to: Points,
  until: number,
  out: Float64Array,
  offset: number,
): void => {
  const scale = 1 / (2 * slots.length)
  const all = to.counts
  // |a - b| = a + b - 2 min(a, b), and the least is 0 where the point has none: few of many options.
  const had: Array<number> = []
  const times: Array<number> = []
  for (let k = 0; k < counts; k++) {
    const many = of.counts[k * of.count + index] ?? 0
    if (many === 0) continue
    had.push(k * to.count)
    times.push(many)
  }
  const common = new Int32Array(until)
  // Four options at a time; of those beyond the last the point has none.
  for (let i = 0; i < had.length; i += 4) {
    const [b0 = 0, b1 = 0, b2 = 0, b3 = 0] = [had[i], had[i + 1], had[i + 2], had[i + 3]]
    const [a0 = 0, a1 = 0, a2 = 0, a3 = 0] = [times[i], times[i + 1], times[i + 2], times[i + 3]]
    for (let j = 0; j < until; j++)
      common[j] =
        (common[j] ?? 0) +
        Math.min(a0, all[b0 + j] ?? 0) +
        Math.min(a1, all[b1 + j] ?? 0) +
        Math.min(a2, all[b2 + j] ?? 0) +
        Math.min(a3, all[b3 + j] ?? 0)
  }
  const total = of.decisions[index] ?? 0
  for (let j = 0; j < until; j++)
    out[offset + j] = (total + (to.decisions[j] ?? 0) - 2 * (common[j] ?? 0)) * scale
}
