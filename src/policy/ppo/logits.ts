import { type DecisionSlot } from '../../space/index.ts'

/** The logits of each decision, views into one flat array. */
export type SlotLogits = ReadonlyMap<string, Float32Array>

/** The parts of a flat array that belong to each decision: logits, or their gradients. No copy is made. */
export const viewLogits = (slots: ReadonlyArray<DecisionSlot>, flat: Float32Array): SlotLogits => {
  let at = 0
  return new Map(slots.map(({ path, of }) => [path, flat.subarray(at, (at += of))]))
}

/** The log-probabilities of a categorical distribution's logits. */
export const logSoftmax = (logits: ArrayLike<number>): ReadonlyArray<number> => {
  const values = Array.from(logits)
  const top = Math.max(...values)
  const logTotal = top + Math.log(values.reduce((sum, x) => sum + Math.exp(x - top), 0))
  return values.map((x) => x - logTotal)
}
