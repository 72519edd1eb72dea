import { type State } from 'fp-ts/lib/State.js'
import * as t from 'io-ts'
import { mean } from '../../common/index.ts'
import { FiniteNumber, Trace, traceOf } from '../../episode/index.ts'
import { nextIndex, permutation, randomState, RandomState } from '../../random/index.ts'
import { decisionSlots, type SearchSpace } from '../../space/index.ts'
import { adamSlots, adamStep, clipByGlobalNorm } from '../controller/adam.ts'
import { Float32 } from '../controller/Float32.ts'
import { type Choice, decideAll } from '../decideAll.ts'
import { type PolicyFor } from '../Policy.ts'
import { type DefinedPolicy, definePolicy, type PolicyBody } from '../registry/definePolicy.ts'
import { real, whole } from '../../episode/optionCodecs.ts'
import { policyOptions } from '../registry/policyOptions.ts'
import { addClippedGradient } from './clippedGradient.ts'
import { logSoftmax, type SlotLogits, viewLogits } from './logits.ts'

/** The options of {@link ppo}. */
export interface PpoOptions {
  /** Episodes of an update; default 10. */
  readonly episodesPerUpdate?: number
  /** Passes over them in an update; default 4. */
  readonly epochs?: number
  /** Minibatches of a pass, a step of Adam each; default 4. */
  readonly minibatches?: number
  /** How far from 1 the ratio of new to old probability may be before it is clipped; default 0.2. */
  readonly clip?: number
  /** Adam's step size; default 0.1. */
  readonly learningRate?: number
  /** Weight of the entropy bonus, per nat of a decision's entropy; default 0.01. */
  readonly entropyWeight?: number
  /** Largest norm of the gradients, which are scaled down to it; default 0.5. */
  readonly clipNorm?: number
}

const options = policyOptions<Required<PpoOptions>>({
  episodesPerUpdate: { codec: whole(1), byDefault: 10 },
  epochs: { codec: whole(1), byDefault: 4 },
  minibatches: { codec: whole(1), byDefault: 4 },
  clip: { codec: real(0, 1e6), byDefault: 0.2 },
  learningRate: { codec: real(0, 1e6), byDefault: 0.1 },
  entropyWeight: { codec: real(0, 1e6), byDefault: 0.01 },
  clipNorm: { codec: real(0, 1e6), byDefault: 0.5 },
})

/** The state of {@link ppo}: plain numbers. */
export interface PpoState {
  readonly logits: Float32Array
  readonly mean: Float32Array
  readonly variance: Float32Array
  /** Steps of Adam so far. */
  readonly updates: number
  /** Episodes that wait for the next update. */
  readonly waiting: ReadonlyArray<Waiting>
  readonly random: RandomState
}

/** An episode to learn from: its decisions with the log-probabilities they were taken with. */
interface Waiting {
  readonly trace: Trace
  readonly reward: FiniteNumber
}

const stateCodec = (count: number): t.Type<PpoState, unknown> =>
  t.readonly(
    t.strict({
      logits: Float32(count),
      mean: Float32(count),
      variance: Float32(count),
      updates: t.number,
      waiting: t.readonlyArray(t.readonly(t.strict({ trace: Trace, reward: FiniteNumber }))),
      random: RandomState,
    }),
  )

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

const make = (
  space: SearchSpace<unknown>,
  {
    episodesPerUpdate,
    epochs,
    minibatches,
    clip,
    learningRate,
    entropyWeight,
    clipNorm,
  }: Required<PpoOptions>,
): PolicyBody<PpoState> => {
  const slots = decisionSlots(space)
  const count = slots.reduce((sum, { of }) => sum + of, 0)
  const sample =
    (view: SlotLogits, path: string): State<RandomState, Choice> =>
    (random) => {
      const logProbabilities = logSoftmax(view.get(path) ?? [])
      const [option, next] = nextIndex(logProbabilities)(random)
      return [{ option, logProbability: logProbabilities[option] ?? -Infinity }, next]
    }

  const update = (state: PpoState): PpoState => {
    const { waiting } = state
    const advantages = advantagesOf(waiting.map(({ reward }) => reward))
    const size = Math.ceil(waiting.length / minibatches)
    let { logits, mean, variance, updates, random } = state
    for (let epoch = 0; epoch < epochs; epoch++) {
      const [order, next] = permutation(waiting.length)(random)
      random = next
      for (let from = 0; from < order.length; from += size) {
        const gradients = new Float32Array(count)
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

  return {
    codec: stateCodec(count),
    init: (seed) => ({
      logits: new Float32Array(count),
      ...adamSlots(count),
      waiting: [],
      random: randomState(seed),
    }),
    propose: (state) => {
      const view = viewLogits(slots, state.logits)
      const [proposal, random] = decideAll<RandomState>(space, ({ path }) => sample(view, path))(
        state.random,
      )
      return [proposal, { ...state, random }]
    },
    learn: (round) => (state) => {
      const learned = {
        ...state,
        waiting: [
          ...state.waiting,
          ...round.map(({ outcome, reward }) => ({ trace: traceOf(outcome), reward })),
        ],
      }
      return learned.waiting.length >= episodesPerUpdate ? update(learned) : learned
    },
    logProbability: (state) => {
      const view = viewLogits(slots, state.logits)
      return (decisions) =>
        decisions.reduce(
          (sum, { path, option }) => sum + (logSoftmax(view.get(path) ?? [])[option] ?? -Infinity),
          0,
        )
    },
    inspect: ({ updates, waiting }) => ({ updates, waiting: waiting.length }),
  }
}

/** The definition of {@link ppo}. */
export const ppoDefinition: DefinedPolicy<'ppo', PpoState> = definePolicy({
  name: 'ppo',
  revision: 1,
  ...options,
  help: 'proximal policy optimisation of independent decisions',
  needsRefinement: () => false,
  make,
})

/**
 * Proximal policy optimisation of independent categorical decisions: rewards of some episodes,
 * standardised, are the advantages of their decisions, and several passes of Adam raise the clipped
 * surrogate with an entropy bonus. An episode is one step of the environment and its own return, so
 * the mean reward of an update stands for the critic.
 *
 * Source: Schulman, Wolski, Dhariwal, Radford and Klimov, "Proximal Policy Optimization Algorithms"
 * (2017). The PPO tuner of NNI 3 has `{ episodesPerUpdate: 20, learningRate: 3e-4, entropyWeight: 0 }`
 * with an LSTM and a critic; at that rate hundreds of episodes leave it close to random.
 *
 * @example
 * import { choice, ppo, struct } from 'rxnas'
 *
 * const policy = ppo(struct({ op: choice('conv', 'pool'), width: choice(8, 16, 32) }))
 * const [{ trace }] = policy.propose(policy.init(1))
 * console.log(trace.map(({ path, of }) => `${path} of ${of}`).join(', ')) // op of 2, width of 3
 */
export const ppo = <A>(space: SearchSpace<A>, options: PpoOptions = {}): PolicyFor<PpoState, A> =>
  ppoDefinition.make(space, options)
