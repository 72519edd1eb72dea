import { randomState } from '../../random/index.ts'
import { decisionSlots, type SearchSpace } from '../../space/index.ts'
import { adamSlots } from '../controller/adam.ts'
import { initialWeights } from '../controller/initialWeights.ts'
import { type ControllerSizes, parameterCount, viewWeights } from '../controller/layout.ts'
import { rollout } from '../controller/rollout.ts'
import { sampleDecisions } from '../controller/sampleDecisions.ts'
import { type PolicyFor } from '../Policy.ts'
import { type DefinedPolicy, definePolicy, type PolicyBody } from '../registry/definePolicy.ts'
import { learnRound } from './learn.ts'
import { type ReinforceOptions, reinforceOptions } from './options.ts'
import { type ReinforceState, reinforceStateCodec } from './ReinforceState.ts'

const make = (
  space: SearchSpace<unknown>,
  options: Required<ReinforceOptions>,
): PolicyBody<ReinforceState> => {
  const { units, embedding, headLimit, rankOver } = options
  const slots = decisionSlots(space)
  const sizes: ControllerSizes = { units, embedding, useBias: true }
  const count = parameterCount(slots, sizes)

  return {
    codec: reinforceStateCodec(count),
    init: (seed) => {
      const [weights, random] = initialWeights(slots, sizes, headLimit)(randomState(seed))
      return {
        ...{ weights, ...adamSlots(count), baseline: null, entropy: null },
        ...(rankOver > 0 ? { recent: [] } : {}),
        random,
      }
    },
    propose: (state) => {
      const weights = viewWeights(slots, sizes, state.weights)
      const [proposal, random] = sampleDecisions(space, weights)(state.random)
      return [proposal, { ...state, random }]
    },
    learn: learnRound({ slots, sizes }, options),
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
  ...reinforceOptions,
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
