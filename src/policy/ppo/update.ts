import { mean } from '../../common/index.ts'
import { permutation } from '../../random/index.ts'
import { type DecisionSlot } from '../../space/index.ts'
import { adamStep, clipByGlobalNorm } from '../controller/adam.ts'
import { addClippedGradient } from './clippedGradient.ts'
import { viewLogits } from './logits.ts'
import { type PpoOptions } from './options.ts'
import { type PpoState } from './PpoState.ts'

/** Advantages: the rewards of an update, standardised. */
const advantagesOf = (rewards: ReadonlyArray<number>): ReadonlyArray<number> => {
  const middle = mean(rewards)
  const variance = mean(rewards.map((reward) => (reward - middle) ** 2))
  // Rewards that differ only by rounding teach nothing.
  const deviation = Math.sqrt(variance) + 1e-8
  return rewards.map((reward) => {
    const advantage = (reward - middle) / deviation
    // Rewards so large that their sums overflow teach nothing, too.
    return Number.isFinite(advantage) ? advantage : 0
  })
}

/** An update by the episodes that wait: some passes over them, a step of Adam a minibatch. */
export const ppoUpdate =
  (
    slots: ReadonlyArray<DecisionSlot>,
    { epochs, minibatches, clip, learningRate, entropyWeight, clipNorm }: Required<PpoOptions>,
  ) =>
  (state: PpoState): PpoState => {
    const { waiting } = state
    const advantages = advantagesOf(waiting.map(({ reward }) => reward))
    const size = Math.ceil(waiting.length / minibatches)
    let { logits, mean, variance, updates, random } = state
    for (let epoch = 0; epoch < epochs; epoch++) {
      const [order, next] = permutation(waiting.length)(random)
      random = next
      for (let from = 0; from < order.length; from += size) {
        const gradients = new Float32Array(state.logits.length)
        const view = viewLogits(slots, logits)
        const into = viewLogits(slots, gradients)
        const minibatch = [...order.subarray(from, from + size)]
        const decisions = minibatch.reduce((sum, i) => sum + (waiting[i]?.trace.length ?? 0), 0)
        for (const i of minibatch)
          addClippedGradient(view, into, waiting[i]?.trace ?? [], {
            advantage: advantages[i] ?? 0,
            clip,
            entropyWeight,
            scale: 1 / Math.max(1, decisions),
          })
        const [stepped, adam] = adamStep(
          logits,
          clipByGlobalNorm(gradients, clipNorm),
          { mean, variance, updates },
          learningRate,
        )
        logits = stepped
        ;({ mean, variance, updates } = adam)
      }
    }
    return { logits, mean, variance, updates, waiting: [], random }
  }
