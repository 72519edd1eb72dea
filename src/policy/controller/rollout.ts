import { type Decision } from '../../episode/index.ts'
import { type ControllerWeights, type SlotWeights } from './layout.ts'
import {
  nasCellBackward,
  type NasCellState,
  type NasCellStep,
  nasCellStep,
  zeroState,
} from './nasCell.ts'

/** A step of the controller: the cell, and the distribution over the decision's options. */
export interface ControllerStep {
  readonly cell: NasCellStep
  readonly slot: SlotWeights
  readonly logits: Float64Array
  readonly logProbabilities: Float64Array
}

/** What the controller carries from one decision to the next. */
export interface Carried {
  readonly state: NasCellState
  readonly input: Float64Array
}

const logSoftmax = (logits: Float64Array): Float64Array => {
  const top = logits.reduce((a, b) => Math.max(a, b), -Infinity)
  const logSum = top + Math.log(logits.reduce((sum, x) => sum + Math.exp(x - top), 0))
  return logits.map((x) => x - logSum)
}

/** The entropy of a distribution, in nats. */
export const entropyOf = (logProbabilities: Float64Array): number =>
  -logProbabilities.reduce((sum, l) => sum + Math.exp(l) * l, 0)

/** What the controller carries into the first decision. */
export const carriedAtStart = (weights: ControllerWeights): Carried => ({
  state: zeroState(weights.units),
  input: Float64Array.from(weights.start),
})

/** The weights of the decision at a path. A space's walk asks only for decisions of its slots. */
const slotAt = (weights: ControllerWeights, path: string): SlotWeights => {
  const slot = weights.slots.get(path)
  if (slot === undefined) throw new Error(`the controller has no decision at ${path}`)
  return slot
}

/** One step of the controller: the distribution over the options of the decision at `path`. */
export const controllerStep = (
  weights: ControllerWeights,
  path: string,
  { state, input }: Carried,
): ControllerStep => {
  const slot = slotAt(weights, path)
  const cell = nasCellStep(weights, input, state)
  const logits = Float64Array.from(slot.headBias)
  for (let i = 0; i < weights.units; i++)
    for (let k = 0; k < slot.of; k++)
      logits[k] = (logits[k] ?? 0) + (cell.m[i] ?? 0) * (slot.head[i * slot.of + k] ?? 0)
  return { cell, slot, logits, logProbabilities: logSoftmax(logits) }
}

/** What the controller carries on once an option is taken: its embedding is the next input. */
export const carry = (
  weights: ControllerWeights,
  { cell, slot }: ControllerStep,
  option: number,
): Carried => ({
  state: cell,
  input: Float64Array.from(
    slot.embeddings.subarray(option * weights.embedding, (option + 1) * weights.embedding),
  ),
})

/** The controller's steps along decisions that were taken, under the given weights. */
export const rollout = (
  weights: ControllerWeights,
  decisions: ReadonlyArray<Pick<Decision, 'path' | 'option'>>,
): ReadonlyArray<ControllerStep> => {
  const steps: Array<ControllerStep> = []
  let carried = carriedAtStart(weights)
  for (const { path, option } of decisions) {
    const step = controllerStep(weights, path, carried)
    steps.push(step)
    carried = carry(weights, step, option)
  }
  return steps
}

/** What an episode's decisions are worth under the given weights, summed over them. */
export interface Likelihood {
  readonly logProbability: number
  /** In nats. */
  readonly entropy: number
}

/**
 * Adds to `gradients` those of an episode's loss, `-advantage * sum(log p) - entropyWeight * sum(H)`,
 * times `scale`. The advantage is a constant.
 */
export const addPolicyGradient = (
  weights: ControllerWeights,
  gradients: ControllerWeights,
  decisions: ReadonlyArray<Pick<Decision, 'path' | 'option'>>,
  advantage: number,
  entropyWeight: number,
  scale: number,
): Likelihood => {
  const { units, embedding } = weights
  let likelihood: Likelihood = { logProbability: 0, entropy: 0 }
  const steps = rollout(weights, decisions)
  let dState: NasCellState = zeroState(units)
  for (let t = steps.length - 1; t >= 0; t--) {
    const step = steps[t]
    const decision = decisions[t]
    if (step === undefined || decision === undefined) continue
    const { of } = step.slot
    const into = slotAt(gradients, decision.path)
    const entropy = entropyOf(step.logProbabilities)
    likelihood = {
      logProbability: likelihood.logProbability + (step.logProbabilities[decision.option] ?? 0),
      entropy: likelihood.entropy + entropy,
    }
    const m = Float64Array.from(dState.m)
    for (let k = 0; k < of; k++) {
      const logP = step.logProbabilities[k] ?? 0
      const p = Math.exp(logP)
      const taken = k === decision.option ? 1 : 0
      const d = scale * (advantage * (p - taken) + entropyWeight * p * (logP + entropy))
      into.headBias[k] = (into.headBias[k] ?? 0) + d
      for (let i = 0; i < units; i++) {
        const at = i * of + k
        into.head[at] = (into.head[at] ?? 0) + d * (step.cell.m[i] ?? 0)
        m[i] = (m[i] ?? 0) + d * (step.slot.head[at] ?? 0)
      }
    }
    const { dInput, dBefore } = nasCellBackward(weights, step.cell, { c: dState.c, m }, gradients)
    const before = decisions[t - 1]
    const target =
      before === undefined
        ? gradients.start
        : slotAt(gradients, before.path).embeddings.subarray(
            before.option * embedding,
            (before.option + 1) * embedding,
          )
    dInput.forEach((d, i) => (target[i] = (target[i] ?? 0) + d))
    dState = dBefore
  }
  return likelihood
}
