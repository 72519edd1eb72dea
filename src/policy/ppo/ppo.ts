import { type State } from 'fp-ts/lib/State.js'
import { traceOf } from '../../episode/index.ts'
import { nextIndex, randomState, type RandomState } from '../../random/index.ts'
import { decisionSlots, type SearchSpace } from '../../space/index.ts'
import { adamSlots } from '../controller/adam.ts'
import { type Choice, decideAll } from '../decideAll.ts'
import { type PolicyFor } from '../Policy.ts'
import { type DefinedPolicy, definePolicy, type PolicyBody } from '../registry/definePolicy.ts'
import { logSoftmax, type SlotLogits, viewLogits } from './logits.ts'
import { type PpoOptions, ppoOptions } from './options.ts'
import { type PpoState, ppoStateCodec } from './PpoState.ts'
import { ppoUpdate } from './update.ts'

const make = (space: SearchSpace<unknown>, options: Required<PpoOptions>): PolicyBody<PpoState> => {
  const slots = decisionSlots(space)
  const count = slots.reduce((sum, { of }) => sum + of, 0)
  const sample =
    (view: SlotLogits, path: string): State<RandomState, Choice> =>
    (random) => {
      const logProbabilities = logSoftmax(view.get(path) ?? [])
      const [option, next] = nextIndex(logProbabilities)(random)
      return [{ option, logProbability: logProbabilities[option] ?? -Infinity }, next]
    }

  const update = ppoUpdate(slots, options)

  return {
    codec: ppoStateCodec(count),
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
      return learned.waiting.length >= options.episodesPerUpdate ? update(learned) : learned
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
  ...ppoOptions,
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
