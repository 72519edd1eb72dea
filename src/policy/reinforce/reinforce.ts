import * as t from 'io-ts'
import { mean } from '../../common/index.ts'
import { FiniteNumber, traceOf } from '../../episode/index.ts'
import { randomState, RandomState } from '../../random/index.ts'
import { decisionSlots, type SearchSpace } from '../../space/index.ts'
import { type PolicyFor } from '../Policy.ts'
import { type DefinedPolicy, definePolicy, type PolicyBody } from '../registry/definePolicy.ts'
import { real, whole } from '../../episode/optionCodecs.ts'
import { policyOptions } from '../registry/policyOptions.ts'
import { adamSlots, adamStep, clipByGlobalNorm } from '../controller/adam.ts'
import { Float32 } from '../controller/Float32.ts'
import { initialWeights } from '../controller/initialWeights.ts'
import { type ControllerSizes, parameterCount, viewWeights } from '../controller/layout.ts'
import { rankAdvantages } from './rankAdvantages.ts'
import { addPolicyGradient, rollout } from '../controller/rollout.ts'
import { sampleDecisions } from '../controller/sampleDecisions.ts'

/** The options of {@link reinforce}. */
export interface ReinforceOptions {
  /** Units of the NASCell; default 32. */
  readonly units?: number
  /** Length of the embedding by which a step knows the decision before it; default 16. */
  readonly embedding?: number
  /**
   * Among how many earlier rewards an episode's reward is ranked, which makes its advantage a number
   * between -1 and 1; default 20. With 0 the advantage is the reward less the baseline, and the
   * other options have the defaults from before there were ranks.
   */
  readonly rankOver?: number
  /**
   * Bound of the initial weights of the output layers; default 0.2, without ranks 0. Above 0 the cell
   * learns from the first update on; with 0 the first proposals are exactly uniform.
   */
  readonly headLimit?: number
  /** Adam's step size; default 0.03, without ranks 0.01. */
  readonly learningRate?: number
  /** Decay of the baseline, a moving average of rewards; default 0.9. With ranks it is shown, not used. */
  readonly baselineDecay?: number
  /** Weight of the entropy bonus, per nat of a decision's entropy; default 0.2, without ranks 0.001. */
  readonly entropyWeight?: number
  /** Largest norm of the gradients, which are scaled down to it; default 5. */
  readonly clipNorm?: number
}

const ranked = ({ rankOver }: ReinforceOptions): boolean => rankOver !== 0

const options = policyOptions<Required<ReinforceOptions>>({
  units: { codec: whole(1, 4096), byDefault: 32 },
  embedding: { codec: whole(1, 4096), byDefault: 16 },
  learningRate: { codec: real(0, 1e6), byDefault: (others) => (ranked(others) ? 0.03 : 0.01) },
  baselineDecay: { codec: real(0, 1), byDefault: 0.9 },
  entropyWeight: { codec: real(0, 1e6), byDefault: (others) => (ranked(others) ? 0.2 : 0.001) },
  clipNorm: { codec: real(0, 1e6), byDefault: 5 },
  // Journals from before there were ranks name neither.
  rankOver: { codec: whole(0), byDefault: 20, unnamed: 0 },
  headLimit: {
    codec: real(0, 1e6),
    byDefault: (others) => (ranked(others) ? 0.2 : 0),
    unnamed: 0,
  },
})

/** The state of {@link reinforce}: plain numbers. */
export interface ReinforceState {
  readonly weights: Float32Array
  readonly mean: Float32Array
  readonly variance: Float32Array
  readonly updates: number
  /** Moving average of rewards; `null` before the first. */
  readonly baseline: FiniteNumber | null
  /** Mean entropy of a decision in the last round's episodes, in nats; `null` before the first. */
  readonly entropy: FiniteNumber | null
  /** Rewards of the last episodes, the oldest first; absent without ranks. */
  readonly recent?: ReadonlyArray<FiniteNumber>
  readonly random: RandomState
}

const stateCodec = (count: number): t.Type<ReinforceState, unknown> =>
  t.readonly(
    t.exact(
      t.intersection([
        t.type({
          weights: Float32(count),
          mean: Float32(count),
          variance: Float32(count),
          updates: t.number,
          baseline: t.union([FiniteNumber, t.null]),
          entropy: t.union([FiniteNumber, t.null]),
          random: RandomState,
        }),
        t.partial({ recent: t.readonlyArray(FiniteNumber) }),
      ]),
    ),
  )

const finiteOrNull = (x: number): FiniteNumber | null => (FiniteNumber.is(x) ? x : null)

const make = (
  space: SearchSpace<unknown>,
  {
    units,
    embedding,
    rankOver,
    headLimit,
    learningRate,
    baselineDecay,
    entropyWeight,
    clipNorm,
  }: Required<ReinforceOptions>,
): PolicyBody<ReinforceState> => {
  const slots = decisionSlots(space)
  const sizes: ControllerSizes = { units, embedding, useBias: true }
  const count = parameterCount(slots, sizes)
  const ranks = rankOver > 0

  return {
    codec: stateCodec(count),
    init: (seed) => {
      const [weights, random] = initialWeights(slots, sizes, headLimit)(randomState(seed))
      return {
        ...{ weights, ...adamSlots(count), baseline: null, entropy: null },
        ...(ranks ? { recent: [] } : {}),
        random,
      }
    },
    propose: (state) => {
      const weights = viewWeights(slots, sizes, state.weights)
      const [proposal, random] = sampleDecisions(space, weights)(state.random)
      return [proposal, { ...state, random }]
    },
    learn: (round) => (state) => {
      if (round.length === 0) return state
      const weights = viewWeights(slots, sizes, state.weights)
      const gradients = new Float32Array(count)
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
    },
    logProbability: (state) => {
      const weights = viewWeights(slots, sizes, state.weights)
      return (decisions) =>
        decisions.every(({ path }) => weights.slots.has(path))
          ? rollout(weights, decisions).reduce(
              (sum, { logProbabilities }, i) =>
                sum + (logProbabilities[decisions[i]?.option ?? -1] ?? -Infinity),
              0,
            )
          : -Infinity
    },
    inspect: ({ baseline, entropy, updates }) => ({
      updates,
      ...(baseline === null ? {} : { baseline }),
      ...(entropy === null ? {} : { entropy }),
    }),
  }
}

/** The definition of {@link reinforce}. */
export const reinforceDefinition: DefinedPolicy<'reinforce', ReinforceState> = definePolicy({
  name: 'reinforce',
  revision: 1,
  ...options,
  help: 'a recurrent controller that learns by the policy gradient alone',
  needsRefinement: () => false,
  make,
})

/**
 * A controller that learns: a NASCell makes one categorical decision after another (the embedding
 * of the last option goes in, logits over the next decision's options come out, an option is
 * sampled), and REINFORCE with an entropy bonus updates it by Adam after each round. An episode's
 * advantage is its reward's rank among the last rewards; with `rankOver: 0` it is the reward less a
 * moving average. The log-probability in the loss is that of the option taken.
 *
 * Sources: Williams, "Simple Statistical Gradient-Following Algorithms for Connectionist
 * Reinforcement Learning" (1992); Zoph and Le, "Neural Architecture Search with Reinforcement
 * Learning" (2017).
 *
 * @example
 * import { choice, reinforce, struct } from 'rxnas'
 *
 * const policy = reinforce(struct({ op: choice('conv', 'pool'), width: choice(8, 16, 32) }))
 * const [{ trace }] = policy.propose(policy.init(1))
 * console.log(trace.map(({ path, of }) => `${path} of ${of}`).join(', ')) // op of 2, width of 3
 */
export const reinforce = <A>(
  space: SearchSpace<A>,
  options: ReinforceOptions = {},
): PolicyFor<ReinforceState, A> => reinforceDefinition.make(space, options)
