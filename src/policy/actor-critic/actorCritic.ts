import { type SearchSpace } from '../../space/index.ts'
import { randomState } from '../../random/index.ts'
import { adamSlots } from '../controller/adam.ts'
import { type PolicyFor } from '../Policy.ts'
import { type DefinedPolicy, definePolicy, type PolicyBody } from '../registry/definePolicy.ts'
import { type AblationOptions, defaultAblation } from './AblationOptions.ts'
import { type ActorCriticState, actorCriticState, finite } from './ActorCriticState.ts'
import { firstKernel } from './Kernel.ts'
import { firstChoiceAt, learnBy } from './learn.ts'
import { noMemory } from './ReplayMemory.ts'
import { type ActorCriticParts, actorCriticParts } from './parts.ts'
import { type ActorCriticOptions, actorCriticOptions } from './options.ts'
import { proposeBy } from './propose.ts'

const stateOf = (
  { actor, rows, options: { warmUp } }: ActorCriticParts,
  seed: number,
): ActorCriticState => {
  const [weights, random] = actor.init(randomState(seed))
  return {
    weights,
    ...adamSlots(actor.parameters),
    memory: noMemory,
    pending: [],
    kernel: firstKernel(rows.encoding),
    episodes: 0,
    chooseAt: firstChoiceAt(warmUp),
    baseline: finite(0),
    entropy: null,
    random,
  }
}

const bodyOf = (parts: ActorCriticParts): PolicyBody<ActorCriticState> => ({
  codec: actorCriticState(parts.actor.parameters),
  init: (seed) => stateOf(parts, seed),
  propose: proposeBy(parts),
  learn: learnBy(parts),
  inspect: ({ updates, baseline, entropy, kernel, memory }) => ({
    updates,
    baseline,
    noise: kernel.noise,
    remembered: memory.rows.length,
    ...(entropy === null ? {} : { entropy }),
  }),
})

const defined = (ablation: AblationOptions): DefinedPolicy<'actor-critic', ActorCriticState> =>
  definePolicy({
    name: 'actor-critic',
    revision: 1,
    ...actorCriticOptions,
    help: 'a recurrent controller with a Gaussian process as its critic',
    make: (space, options) => bodyOf(actorCriticParts(space, options, ablation)),
  })

/** The definition of {@link actorCritic}. */
export const actorCriticDefinition: DefinedPolicy<'actor-critic', ActorCriticState> =
  defined(defaultAblation)

/** {@link actorCritic} with some of its parts left out or changed. */
export const ablatedActorCritic = <A>(
  space: SearchSpace<A>,
  options: ActorCriticOptions,
  ablation: Partial<AblationOptions>,
): PolicyFor<ActorCriticState, A> =>
  defined({ ...defaultAblation, ...ablation }).make(space, options)

/**
 * A controller with a critic, the default policy of a search.
 *
 * The actor is a NASCell that makes one categorical decision after another, as that of `reinforce`.
 * The critic is a Gaussian process of rewards over decisions: architectures correlate where their
 * decisions agree, and where they have the same options equally often. How much of each, the weight
 * of each decision and the noise of rewards are chosen by marginal likelihood. The critic sees only
 * the ranks of rewards. After the warm-up, the proposal is the one of about 200 candidates (samples
 * of the actor, uniform ones, neighbours and mutants of the best) with the highest expected
 * improvement; what was proposed before is left out, and what is pending is taken as if it came out
 * as expected. The actor learns from the round and from replayed episodes by the policy gradient with
 * truncated importance weights; its baseline is what the critic expects of the actor's own samples.
 *
 * The probability of the critic's choice among candidates is not known: proposals come without a
 * trace, and there is no `logProbability`.
 *
 * Sources: Zoph and Le, "Neural Architecture Search with Reinforcement Learning" (2017), the
 * controller; Rasmussen and Williams, "Gaussian Processes for Machine Learning" (2006), and Jones,
 * Schonlau and Welch (1998), the critic and its expected improvement; White, Neiswanger and Savani,
 * "BANANAS" (2021), mutants as candidates; Wang et al., "Sample Efficient Actor-Critic with Experience
 * Replay" (2017), replays with truncated importance weights.
 *
 * @example
 * import { actorCritic, choice, struct } from 'rxnas'
 *
 * const policy = actorCritic(struct({ op: choice('conv', 'pool'), width: choice(8, 16, 32) }))
 * const [{ candidate }] = policy.propose(policy.init(1))
 * console.log(candidate) // { op: 'conv', width: 16 } or another
 */
export const actorCritic = <A>(
  space: SearchSpace<A>,
  options: ActorCriticOptions = {},
): PolicyFor<ActorCriticState, A> => actorCriticDefinition.make(space, options)
