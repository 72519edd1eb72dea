import { type Trace } from '../../episode/index.ts'
import { logSoftmax, type SlotLogits } from './logits.ts'

/** How an episode counts in the loss. */
export interface Surrogate {
  readonly advantage: number
  readonly clip: number
  readonly entropyWeight: number
  /** Factor of the episode's loss. */
  readonly scale: number
}

/** An episode of another policy may be very unlikely under this one: its ratio must stay finite. */
const maxLogRatio = 20

/**
 * Adds the gradient of the negative clipped surrogate, with its entropy bonus, of an episode's
 * decisions: of `-min(r A, clip(r) A) - w H` a decision, where `r` is the ratio of its probability
 * to that with which it was taken.
 */
export const addClippedGradient = (
  logits: SlotLogits,
  into: SlotLogits,
  trace: Trace,
  { advantage, clip, entropyWeight, scale }: Surrogate,
): void => {
  for (const { path, option, logProbability } of trace) {
    const [slot, gradients] = [logits.get(path), into.get(path)]
    if (slot === undefined || gradients === undefined) continue
    const logs = logSoftmax(slot)
    const ratio = Math.exp(Math.min(maxLogRatio, (logs[option] ?? -Infinity) - logProbability))
    // Beyond the clip the surrogate is flat, on the side that the advantage pushes to.
    const flat = advantage > 0 ? ratio > 1 + clip : ratio < 1 - clip
    const push = flat ? 0 : advantage * ratio
    const entropy = -logs.reduce((sum, log) => sum + Math.exp(log) * log, 0)
    for (const [i, log] of logs.entries()) {
      const p = Math.exp(log)
      const surrogate = push * ((i === option ? 1 : 0) - p)
      const bonus = -p * (log + entropy)
      gradients[i] = (gradients[i] ?? 0) - scale * (surrogate + entropyWeight * bonus)
    }
  }
}
