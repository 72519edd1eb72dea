import * as RA from 'fp-ts/lib/ReadonlyArray.js'
import * as S from 'fp-ts/lib/State.js'
import { mean } from '../../common/index.ts'
import { type FiniteNumber, type Rewarded } from '../../episode/index.ts'
import { deriveSeed, nextIndex, randomState, type RandomState } from '../../random/index.ts'
import { type AdamSlots, adamStep, clipByGlobalNorm } from '../controller/adam.ts'
import { addPolicyGradient } from '../controller/rollout.ts'
import { type ActorRollout } from './Actor.ts'
import { type ActorCriticState, finite } from './ActorCriticState.ts'
import { chooseKernel, weighFromRows } from './chooseKernel.ts'
import { hashOf, type Row } from './Encoding.ts'
import { type GaussianProcess, posteriorMeans } from './gaussianProcess.ts'
import { type Kernel } from './Kernel.ts'
import { atIndices, type ReplayMemory, remember, representatives } from './ReplayMemory.ts'
import { type ActorCriticParts } from './parts.ts'
import { normalScores } from './normalScores.ts'

/** The kernel is chosen from at most so many episodes. */
const kernelEpisodes = 150

/** It is chosen first after so many episodes or the warm-up, and again when there are so many times more. */
const [firstChoice, choiceGrowth] = [5, 1.15] as const

/** When the kernel is chosen first. */
export const firstChoiceAt = (warmUp: number): number => Math.max(firstChoice, warmUp)

const baselineRollouts = 2

const kernelOf = (
  { ablation, rows }: ActorCriticParts,
  memory: ReplayMemory,
  from: Kernel,
): Kernel => {
  const part = atIndices(memory, representatives(memory.rewards, kernelEpisodes))
  const weighFrom = ablation.weighed ? weighFromRows : Infinity
  return chooseKernel(rows.encoding, part.rows, normalScores(part.rewards), from, weighFrom)
}

/** So many of the numbers below `below`, each equally likely, with repetition. */
const drawIndices = (count: number, below: number): S.State<RandomState, ReadonlyArray<number>> =>
  S.sequenceArray(RA.replicate(count, nextIndex(new Float64Array(below))))

/** A step of the actor by the policy gradient over some remembered episodes. */
const actorStep = (
  { actor, options }: ActorCriticParts,
  state: ActorCriticState,
  batch: ReadonlyArray<number>,
  memory: ReplayMemory,
  rolloutOf: (row: Row) => ActorRollout,
  advantageOf: (index: number) => number,
): AdamSlots & { readonly weights: Float32Array; readonly entropy: FiniteNumber | null } => {
  const weights = actor.view(state.weights)
  const gradients = new Float32Array(actor.parameters)
  const into = actor.view(gradients)
  let entropy = 0
  let decided = 0
  for (const index of batch) {
    const { decisions, steps, logProbability } = rolloutOf(memory.rows[index] ?? [])
    const ratio = Math.exp(Math.min(0, logProbability - (memory.logProbabilities[index] ?? 0)))
    entropy += addPolicyGradient(
      weights,
      into,
      decisions,
      ratio * advantageOf(index),
      options.entropyWeight,
      1 / batch.length,
      steps,
    ).entropy
    decided += decisions.length
  }
  const [next, adam] = adamStep(
    state.weights,
    clipByGlobalNorm(gradients, options.clipNorm),
    state,
    options.learningRate,
  )
  return { weights: next, ...adam, entropy: decided === 0 ? null : finite(entropy / decided) }
}

/**
 * Learns from a round: the critic from all that is remember, the actor from the round and from
 * episodes that are replayed, against what the critic expects of the actor's own proposals.
 */
export const learnBy =
  (parts: ActorCriticParts) =>
  (round: ReadonlyArray<Rewarded<unknown>>) =>
  (state: ActorCriticState): ActorCriticState => {
    const { actor, options, criticOf } = parts
    const learned = round.flatMap(({ outcome, reward }) => {
      const row = parts.rows.rowIn(outcome)
      return row === undefined ? [] : [{ row, reward }]
    })
    if (learned.length === 0) return { ...state, pending: [] }
    const rows = learned.map(({ row }) => row)
    const weights = actor.view(state.weights)
    // A round is proposed and learned from by the same weights.
    const rollouts = new Map(rows.map((row) => [row, actor.rollout(weights, row)]))
    const memory = remember(
      state.memory,
      {
        rows,
        rewards: learned.map(({ reward }) => reward),
        logProbabilities: [...rollouts.values()].map(({ logProbability }) => logProbability),
        known: rows.map(hashOf),
      },
      options.memory,
    )
    const episodes = state.episodes + learned.length
    const choose = episodes >= state.chooseAt
    const kernel = choose ? kernelOf(parts, memory, state.kernel) : state.kernel
    const critic: GaussianProcess = criticOf(memory, kernel, state.memory)

    // Not the state's generator: learning the same episodes again comes to the same, whatever was proposed.
    const random = randomState(deriveSeed(episodes, 0x5eed))
    const [own, drawn] = S.sequenceArray(RA.replicate(baselineRollouts, actor.sample(weights)))(
      random,
    )
    const baseline = mean(posteriorMeans(critic, own))
    const latest = Math.max(0, memory.rows.length - learned.length)
    const [replayed] = drawIndices(Math.min(options.replays, latest), latest)(drawn)
    const replayBatch = [
      ...replayed,
      ...Array.from({ length: memory.rows.length - latest }, (_, i) => latest + i),
    ]
    const { entropy, ...step } = actorStep(
      parts,
      state,
      replayBatch,
      memory,
      (row) => rollouts.get(row) ?? actor.rollout(weights, row),
      (index) => (critic.scores[index] ?? 0) - baseline,
    )
    return {
      ...step,
      memory,
      pending: [],
      kernel,
      episodes,
      chooseAt: choose ? Math.ceil(episodes * choiceGrowth) : state.chooseAt,
      baseline: finite(baseline),
      entropy,
      random: state.random,
    }
  }
