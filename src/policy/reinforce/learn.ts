import { mean } from '../../common/index.ts'
import { FiniteNumber, type Rewarded, traceOf } from '../../episode/index.ts'
import { type DecisionSlot } from '../../space/index.ts'
import { adamStep, clipByGlobalNorm } from '../controller/adam.ts'
import { type ControllerSizes, viewWeights } from '../controller/layout.ts'
import { addPolicyGradient } from '../controller/rollout.ts'
import { type ReinforceOptions } from './options.ts'
import { rankAdvantages } from './rankAdvantages.ts'
import { type ReinforceState } from './ReinforceState.ts'

/** What a controller decides, and how large it is. */
interface Controller {
  readonly slots: ReadonlyArray<DecisionSlot>
  readonly sizes: ControllerSizes
}

const finiteOrNull = (x: number): FiniteNumber | null => (FiniteNumber.is(x) ? x : null)

/** Learns a round by a step of Adam along the policy gradient of its episodes. */
export const learnRound =
  (
    { slots, sizes }: Controller,
    { rankOver, baselineDecay, entropyWeight, clipNorm, learningRate }: Required<ReinforceOptions>,
  ) =>
  (round: ReadonlyArray<Rewarded<unknown>>) =>
  (state: ReinforceState): ReinforceState => {
    if (round.length === 0) return state
    const ranks = rankOver > 0
    const weights = viewWeights(slots, sizes, state.weights)
    const gradients = new Float32Array(state.weights.length)
    const into = viewWeights(slots, sizes, gradients)
    const first = mean(round.map(({ reward }) => reward))
    let baseline = state.baseline ?? first
    const rewards = round.map(({ reward }) => reward)
    const recent = state.recent ?? []
    const ranked = ranks ? rankAdvantages(recent, rewards) : undefined
    let entropy = 0
    let decisions = 0
    for (const [i, { outcome, reward }] of round.entries()) {
      const trace = traceOf(outcome)
      const scale = 1 / round.length
      const advantage = ranked?.[i] ?? reward - baseline
      entropy += addPolicyGradient(weights, into, trace, advantage, entropyWeight, scale).entropy
      decisions += trace.length
    }
    for (const { reward } of round)
      baseline = baselineDecay * baseline + (1 - baselineDecay) * reward
    const [next, adam] = adamStep(
      state.weights,
      clipByGlobalNorm(gradients, clipNorm),
      state,
      learningRate,
    )
    return {
      weights: next,
      ...adam,
      baseline: finiteOrNull(baseline),
      entropy: decisions === 0 ? null : finiteOrNull(entropy / decisions),
      ...(ranks ? { recent: [...recent, ...rewards].slice(-rankOver) } : {}),
      random: state.random,
    }
  }
