import { type State } from 'fp-ts/lib/State.js'
import { glorotLimit, type RandomState, uniformArray } from '../../random/index.ts'
import { type DecisionSlot } from '../../space/index.ts'
import { type ControllerSizes, parameterCount, viewWeights } from './layout.ts'

/**
 * Weights of a controller that has learned nothing: its first proposals are uniform over each
 * decision's options.
 *
 * @param headLimit - bound of the heads' weights; above 0, the first proposals are but nearly uniform
 */
export const initialWeights =
  (
    slots: ReadonlyArray<DecisionSlot>,
    sizes: ControllerSizes,
    headLimit = 0,
  ): State<RandomState, Float32Array> =>
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
    for (const { embeddings } of view.slots.values()) fill(embeddings, 1)
    // Without a limit heads stay at zero, and so every logit is.
    if (headLimit > 0) for (const { head } of view.slots.values()) fill(head, headLimit)
    return [weights, random]
  }
