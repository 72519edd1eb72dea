import { type State } from 'fp-ts/lib/State.js'
import { glorotLimit, type RandomState, uniformArray } from '../../random/index.ts'
import { type DecisionSlot } from '../../space/index.ts'
import { type ControllerSizes, parameterCount, viewWeights } from './layout.ts'

/** Weights of a controller that has learned nothing: its first proposals are uniform over each decision's options. */
export const initialWeights =
  (slots: ReadonlyArray<DecisionSlot>, sizes: ControllerSizes): State<RandomState, Float32Array> =>
  (start) => {
    const { units, embedding } = sizes
    const weights = new Float32Array(parameterCount(slots, sizes))
    const view = viewWeights(slots, sizes, weights)
    let random = start
    const fill = (part: Float32Array, limit: number): void => {
      const [values, next] = uniformArray(part.length, -limit, limit)(random)
      part.set(values)
      random = next
    }
    fill(view.kernel, glorotLimit(embedding, 8 * units))
    fill(view.recurrent, glorotLimit(units, 8 * units))
    fill(view.start, 1)
    // Heads stay at zero, and so every logit is.
    for (const { embeddings } of view.slots.values()) fill(embeddings, 1)
    return [weights, random]
  }
