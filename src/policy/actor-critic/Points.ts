import { type Encoding, type Row } from './Encoding.ts'

/** Rows laid out for the kernel: decision by decision over all points, so that loops run along memory. */
export interface Points {
  readonly count: number
  /** [decisions, count]: the options; where a decision is not asked for, a number far from all options. */
  readonly options: Int32Array
  /** [options of all kinds, count]: how often a point has each. Empty where the encoding has no counts. */
  readonly counts: Int32Array
  /** [count]: how many decisions each point has. */
  readonly decisions: Int32Array
}

/** Rows as points. */
export const pointsOf = (encoding: Encoding, rows: ReadonlyArray<Row>): Points => {
  const { slots, repeats, countsAt } = encoding
  const count = rows.length
  const options = new Int32Array(slots.length * count)
  const counts = new Int32Array(repeats ? encoding.counts * count : 0)
  const decisions = new Int32Array(count)
  for (const [i, { of, kind }] of slots.entries()) {
    const from = countsAt[kind] ?? 0
    for (let r = 0; r < count; r++) {
      const option = rows[r]?.[i] ?? -1
      options[i * count + r] = option < 0 ? -of : option
      if (option < 0) continue
      decisions[r] = (decisions[r] ?? 0) + 1
      if (!repeats) continue
      const at = (from + option) * count + r
      counts[at] = (counts[at] ?? 0) + 1
    }
  }
  return { count, options, counts, decisions }
}
