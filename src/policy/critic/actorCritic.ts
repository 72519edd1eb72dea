import * as E from 'fp-ts/lib/Either.js'
import * as t from 'io-ts'
import { type Decision, FiniteNumber, type Outcome } from '../../episode/index.ts'
import { deriveSeed, nextIndex, randomState, RandomState } from '../../random/index.ts'
import { decisionsOf, decodeArchitecture, type Json, type SearchSpace } from '../../space/index.ts'
import { adamSlots, adamStep, clipByGlobalNorm } from '../controller/adam.ts'
import { Float32 } from '../controller/Float32.ts'
import { initialWeights } from '../controller/initialWeights.ts'
import {
  type ControllerSizes,
  type ControllerWeights,
  parameterCount,
  viewWeights,
} from '../controller/layout.ts'
import {
  addPolicyGradient,
  type Carried,
  carriedAtStart,
  carry,
  type ControllerStep,
  controllerStep,
  rollout,
} from '../controller/rollout.ts'
import { type Choice, decideAll } from '../decide.ts'
import { type Policy } from '../Policy.ts'
import { type DefinedPolicy, definePolicy, type PolicyBody } from '../registry/definePolicy.ts'
import { real, whole } from '../registry/optionCodecs.ts'
import { policyOptions, type PolicyOptions } from '../registry/policyOptions.ts'
import { along, type CandidateCounts, candidatesAround, completed } from './candidates.ts'
import { chooseKernel, enoughToWeigh } from './chooseKernel.ts'
import { encodingOf, hashOf, type Row, rowOf } from './Encoding.ts'
import { logExpectedImprovement } from './expectedImprovement.ts'
import {
  expected,
  type GaussianProcess,
  gaussianProcess,
  predictHighest,
} from './gaussianProcess.ts'
import { firstKernel, Kernel } from './Kernel.ts'
import { atIndices, bestOf, Memory, noMemory, remembered, representatives } from './Memory.ts'
import { normalScores } from './normalScores.ts'

/** What {@link actorCritic} may be told. */
export interface ActorCriticOptions {
  /** Units of the actor's NASCell. */
  readonly units?: number
  /** Length of the embedding that tells a step what was decided before it. */
  readonly embedding?: number
  readonly learningRate?: number
  /** Weight of the entropy bonus, a nat a decision. */
  readonly entropyWeight?: number
  /** Most that the gradients' norm may be. */
  readonly clipNorm?: number
  /** Episodes before the critic judges: the actor alone proposes them. */
  readonly warmUp?: number
  /** Most episodes that the critic learns from: the best and the latest. */
  readonly memory?: number
  /** Recorded episodes that the actor learns from again with each round. */
  readonly replays?: number
}

/** The options of {@link actorCritic}: their codecs and defaults. */
export const actorCriticOptions: PolicyOptions<Required<ActorCriticOptions>> = policyOptions({
  units: { codec: whole(1, 4096), byDefault: 16 },
  embedding: { codec: whole(1, 4096), byDefault: 8 },
  learningRate: { codec: real(0, 1e6), byDefault: 0.01 },
  entropyWeight: { codec: real(0, 1e6), byDefault: 0.1 },
  clipNorm: { codec: real(0, 1e6), byDefault: 5 },
  warmUp: { codec: whole(0), byDefault: 10 },
  memory: { codec: whole(1), byDefault: 250 },
  replays: { codec: whole(0), byDefault: 2 },
})

/** The state of {@link actorCritic}: plain numbers. */
export interface ActorCriticState {
  readonly weights: Float32Array
  readonly mean: Float32Array
  readonly variance: Float32Array
  readonly updates: number
  readonly memory: Memory
  /** Proposed and not yet learned from. */
  readonly pending: ReadonlyArray<Row>
  readonly kernel: Kernel
  readonly episodes: number
  /** After so many episodes the kernel is chosen again. */
  readonly chooseAt: number
  /** What the critic expects the actor to earn, in normal scores. */
  readonly baseline: FiniteNumber
  /** Mean entropy of a decision of the actor in what it last learned from, in nats; `null` before. */
  readonly entropy: FiniteNumber | null
  readonly random: RandomState
}

const stateCodec = (count: number): t.Type<ActorCriticState, unknown> =>
  t.readonly(
    t.strict({
      weights: Float32(count),
      mean: Float32(count),
      variance: Float32(count),
      updates: t.number,
      memory: Memory,
      pending: t.readonlyArray(t.readonlyArray(t.number)),
      kernel: Kernel,
      episodes: t.number,
      chooseAt: t.number,
      baseline: FiniteNumber,
      entropy: t.union([FiniteNumber, t.null]),
      random: RandomState,
    }),
  )

const finite = (x: number): FiniteNumber => {
  if (!FiniteNumber.is(x)) throw new TypeError(`the critic came to ${x}, which is not finite`)
  return x
}

/** The kernel is chosen from at most so many episodes, and again when there are so many times more. */
const choosing = { rows: 150, again: 1.15, earliest: 5 }

/** What an actor-critic is made of, beside its options: `bench:ablation` leaves parts of it out. */
export interface Parts extends CandidateCounts {
  /** How many candidates are the actor's. */
  readonly actor: number
  /** Of how many candidates the critic asks how surely it knows them. */
  readonly judged: number
  /** Those whose neighbours are looked at, and those whose mutants are. */
  readonly best: number
  readonly good: number
  /** Whether architectures are alike that have the same options equally often. */
  readonly counted: boolean
  /** Whether decisions count by weights of their own. */
  readonly weighed: boolean
}

/** The whole of it. */
export const wholeCritic: Parts = {
  ...{ actor: 4, uniform: 40, neighbours: 130, mutants: 30, judged: 64 },
  ...{ best: 5, good: 20, counted: true, weighed: true },
}
/** Pending proposals beyond these no longer lower the uncertainty, so that a round of any size is quick. */
const mostPending = 32
const baselineRollouts = 2

/** A row as the actor would have played it. */
interface Played {
  readonly decisions: ReadonlyArray<Pick<Decision, 'path' | 'option'>>
  readonly steps: ReadonlyArray<ControllerStep>
  readonly logProbability: FiniteNumber
}

/** Rows by the improvement that the critic expects of them, those first of which it expects the highest. */
const rankedBy = (
  critic: GaussianProcess,
  rows: ReadonlyArray<Row>,
  pending: ReadonlyArray<Row>,
  judged: number,
): ReadonlyArray<Row> =>
  predictHighest(critic, rows, pending, judged)
    .map(({ row, mean, deviation }) => ({
      row,
      gain: logExpectedImprovement(mean, deviation, critic.best),
    }))
    .sort((a, b) => b.gain - a.gain)
    .map(({ row }) => row)

/** {@link actorCritic} of some parts. */
const actorCriticOf = (
  space: SearchSpace<unknown>,
  {
    units,
    embedding,
    learningRate,
    entropyWeight,
    clipNorm,
    warmUp,
    memory: mostRemembered,
    replays,
  }: Required<ActorCriticOptions>,
  parts: Parts,
): PolicyBody<ActorCriticState> => {
  const whole = encodingOf(space)
  const encoding = { ...whole, repeats: whole.repeats && parts.counted }
  const { slots } = encoding
  const sizes: ControllerSizes = { units, embedding, useBias: true }
  const count = parameterCount(slots, sizes)
  const follow = along(space, encoding)
  const complete = completed(space, encoding)

  /** The critic is a function of memory and kernel: kept beside them, not in the state. */
  const critics = new WeakMap<Memory, GaussianProcess>()
  const criticOf = (
    { memory, kernel }: Pick<ActorCriticState, 'memory' | 'kernel'>,
    before?: Memory,
  ): GaussianProcess => {
    const known = critics.get(memory)
    if (known?.kernel === kernel) return known
    const critic = gaussianProcess(
      encoding,
      kernel,
      memory.rows,
      normalScores(memory.rewards),
      before === undefined ? undefined : critics.get(before),
    )
    critics.set(memory, critic)
    return critic
  }

  const chosenKernel = (memory: Memory, from: Kernel): Kernel => {
    const { rows, rewards } = atIndices(memory, representatives(memory.rewards, choosing.rows))
    const weighFrom = parts.weighed ? enoughToWeigh : Infinity
    return chooseKernel(encoding, rows, normalScores(rewards), from, weighFrom)
  }

  const actorsProposal = (weights: ControllerWeights) =>
    decideAll<{ readonly random: RandomState; readonly carried: Carried }>(
      space,
      ({ path }) =>
        ({ random, carried }) => {
          const step = controllerStep(weights, path, carried)
          const [option, next] = nextIndex(step.logProbabilities)(random)
          const choice: Choice = {
            option,
            logProbability: step.logProbabilities[option] ?? -Infinity,
          }
          return [choice, { random: next, carried: carry(weights, step, option) }]
        },
    )

  const actorsRow = (
    weights: ControllerWeights,
    random: RandomState,
  ): readonly [Row, RandomState] => {
    const [{ trace }, next] = actorsProposal(weights)({
      random,
      carried: carriedAtStart(weights),
    })
    return [rowOf(encoding, trace), next.random]
  }

  /** What stands at the end of a row's walk. A whole row leaves nothing to be drawn. */
  const candidateOf = (row: Row): Json => follow(row)([0, 0, 0, 1])[0].candidate

  const isValid = (row: Row): boolean => E.isRight(decodeArchitecture(space)(candidateOf(row)))

  /** The decisions of a row in walking order, and the actor's steps along them. */
  const played = (weights: ControllerWeights, row: Row): Played => {
    const decisions = slots.flatMap(({ path }, i) => {
      const option = row[i] ?? -1
      return option < 0 ? [] : [{ path, option }]
    })
    const steps = rollout(weights, decisions)
    const logProbability = steps.reduce(
      (sum, step, i) => sum + (step.logProbabilities[decisions[i]?.option ?? -1] ?? NaN),
      0,
    )
    return { decisions, steps, logProbability: finite(logProbability) }
  }

  /** What was decided in an outcome: nothing where the space has no such architecture. */
  const decisionsIn = (
    outcome: Outcome<unknown>,
  ): ReadonlyArray<Pick<Decision, 'path' | 'option'>> => {
    const architecture =
      outcome._tag === 'Rejected'
        ? decodeArchitecture(space)(outcome.proposed.candidate)
        : E.right(outcome.validated.architecture)
    return E.isLeft(architecture) ? [] : decisionsOf(space)(architecture.right)
  }

  return {
    codec: stateCodec(count),
    init: (seed) => {
      const [weights, random] = initialWeights(slots, sizes)(randomState(seed))
      return {
        weights,
        ...adamSlots(count),
        memory: noMemory,
        pending: [],
        kernel: firstKernel(encoding),
        episodes: 0,
        chooseAt: Math.max(choosing.earliest, warmUp),
        baseline: finite(0),
        entropy: null,
        random,
      }
    },
    propose: (state) => {
      const weights = viewWeights(slots, sizes, state.weights)
      const { memory, pending } = state
      const found = new Map<number, Row>()
      let random = state.random
      const add = (row: Row): void => void found.set(hashOf(row), row)
      const judging = memory.rows.length > 0 && memory.rows.length + pending.length >= warmUp
      const taken = judging ? undefined : new Set([...memory.known, ...pending.map(hashOf)])
      let fallback: Row | undefined
      // Before the critic judges, the first of the actor's that is new and valid is taken.
      for (let i = 0; i < (judging ? parts.actor : 100); i++) {
        const [row, next] = actorsRow(weights, random)
        random = next
        fallback ??= row
        add(row)
        if (taken?.has(hashOf(row)) === false && isValid(row)) {
          fallback = row
          break
        }
      }
      let ranked: ReadonlyArray<Row> = [fallback ?? []]
      if (judging) {
        const rowsAt = (indices: ReadonlyArray<number>): ReadonlyArray<Row> =>
          indices.map((i) => memory.rows[i] ?? [])
        const good = bestOf(memory.rewards, parts.good)
        const [wanted, drawn] = candidatesAround(
          encoding,
          rowsAt(good.slice(0, parts.best)),
          rowsAt(good),
        )(parts)(random)
        random = drawn
        for (const row of wanted) {
          const [whole, next] = complete(row)(random)
          random = next
          add(whole)
        }
        // What was proposed may be far more than what is looked at.
        for (const hash of memory.known) found.delete(hash)
        for (const row of pending) found.delete(hashOf(row))
        ranked = rankedBy(
          criticOf(state),
          [...found.values()],
          pending.slice(-mostPending),
          parts.judged,
        )
      }
      const chosen = ranked.find(isValid) ?? ranked[0] ?? fallback ?? []
      return [
        { candidate: candidateOf(chosen), trace: [] },
        { ...state, pending: [...pending, chosen], random },
      ]
    },
    learn: (round) => (state) => {
      const learned = round.flatMap(({ outcome, reward }) => {
        const decisions = decisionsIn(outcome)
        return decisions.length === 0 ? [] : [{ row: rowOf(encoding, decisions), reward }]
      })
      if (learned.length === 0) return { ...state, pending: [] }
      const rows = learned.map(({ row }) => row)
      const weights = viewWeights(slots, sizes, state.weights)
      // A round is proposed and learned from by the same weights.
      const playedNow = new Map(rows.map((row) => [row, played(weights, row)]))
      const memory = remembered(
        state.memory,
        {
          rows,
          rewards: learned.map(({ reward }) => reward),
          logProbabilities: [...playedNow.values()].map(({ logProbability }) => logProbability),
          known: rows.map(hashOf),
        },
        mostRemembered,
      )
      const episodes = state.episodes + learned.length
      const choose = episodes >= state.chooseAt
      const kernel = choose ? chosenKernel(memory, state.kernel) : state.kernel
      const critic = criticOf({ memory, kernel }, state.memory)

      const gradients = new Float32Array(count)
      const into = viewWeights(slots, sizes, gradients)
      // Not the state's generator: learning the same episodes again comes to the same, whatever was proposed.
      let random = randomState(deriveSeed(episodes, 0x5eed))
      const own: Array<Row> = []
      for (let i = 0; i < baselineRollouts; i++) {
        const [row, next] = actorsRow(weights, random)
        random = next
        own.push(row)
      }
      const baseline = expected(critic, own).reduce((a, b) => a + b, 0) / own.length
      const { scores } = critic
      const latest = Math.max(0, memory.rows.length - learned.length)
      const again = Array.from({ length: Math.min(replays, latest) }, () => {
        const [index, next] = nextIndex(new Float64Array(latest))(random)
        random = next
        return index
      })
      const lessons = [
        ...again,
        ...Array.from({ length: memory.rows.length - latest }, (_, i) => latest + i),
      ]
      let entropy = 0
      let decisions = 0
      for (const index of lessons) {
        const row = memory.rows[index] ?? []
        const one = playedNow.get(row) ?? played(weights, row)
        const ratio = Math.exp(
          Math.min(0, one.logProbability - (memory.logProbabilities[index] ?? 0)),
        )
        const advantage = ratio * ((scores[index] ?? 0) - baseline)
        entropy += addPolicyGradient(
          weights,
          into,
          one.decisions,
          advantage,
          entropyWeight,
          1 / lessons.length,
          one.steps,
        ).entropy
        decisions += one.decisions.length
      }
      const [next, adam] = adamStep(
        state.weights,
        clipByGlobalNorm(gradients, clipNorm),
        state,
        learningRate,
      )
      return {
        weights: next,
        ...adam,
        memory,
        pending: [],
        kernel,
        episodes,
        chooseAt: choose ? Math.ceil(episodes * choosing.again) : state.chooseAt,
        baseline: finite(baseline),
        entropy: decisions === 0 ? null : finite(entropy / decisions),
        random: state.random,
      }
    },
    inspect: ({ updates, baseline, entropy, kernel, memory }) => ({
      updates,
      baseline,
      noise: kernel.noise,
      remembered: memory.rows.length,
      ...(entropy === null ? {} : { entropy }),
    }),
  }
}

const defined = (parts: Parts): DefinedPolicy<'actor-critic', ActorCriticState> =>
  definePolicy({
    name: 'actor-critic',
    revision: 1,
    ...actorCriticOptions,
    help: 'a recurrent controller with a Gaussian process as its critic',
    make: (space, options) => actorCriticOf(space, options, parts),
  })

/** The definition of {@link actorCritic}. */
export const actorCriticDefinition: DefinedPolicy<'actor-critic', ActorCriticState> =
  defined(wholeCritic)

/** {@link actorCritic} without some of its parts. */
export const actorCriticWithout = (
  space: SearchSpace<unknown>,
  options: ActorCriticOptions,
  parts: Parts,
): Policy<ActorCriticState> => defined(parts).of(space, options)

/**
 * A controller with a critic, the policy that rxnas searches with unless told otherwise.
 *
 * The actor is a NASCell that makes one categorical decision after another, as `reinforce`'s. The
 * critic is a Gaussian process of rewards over decisions: architectures are alike where their
 * decisions are, and where they have the same options equally often; how much of each, how much a
 * decision counts and how noisy rewards are, it chooses by their likelihood. It sees the ranks of
 * rewards alone. Once the first episodes are over, a proposal is the one of about 200 candidates (the
 * actor's, uniform ones, neighbours and mutants of the best) of which the critic expects the highest
 * improvement; what was proposed before is left out, and what is under way is taken as if it came
 * out as expected. The actor learns from the round and from recorded episodes by the policy gradient
 * with truncated importance weights, against the critic's opinion of its own proposals as baseline.
 *
 * The critic's pick among candidates has no probability that could be told: proposals come without a
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
export const actorCritic = (
  space: SearchSpace<unknown>,
  options: ActorCriticOptions = {},
): Policy<ActorCriticState> => actorCriticDefinition.of(space, options)
