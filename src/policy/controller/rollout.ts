import { type Decision } from '../../episode/index.ts'
import { type ControllerWeights, type SlotWeights } from './layout.ts'
import {
  addProduct,
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
  let top = -Infinity
  for (let k = 0; k < logits.length; k++) top = Math.max(top, logits[k] ?? 0)
  let sum = 0
  for (let k = 0; k < logits.length; k++) sum += Math.exp((logits[k] ?? 0) - top)
  const logSum = top + Math.log(sum)
  const out = new Float64Array(logits.length)
  for (let k = 0; k < logits.length; k++) out[k] = (logits[k] ?? 0) - logSum
  return out
}

/** The entropy of a distribution, in nats. */
export const entropyOf = (logProbabilities: Float64Array): number => {
  let sum = 0
  for (let k = 0; k < logProbabilities.length; k++)
    sum += Math.exp(logProbabilities[k] ?? 0) * (logProbabilities[k] ?? 0)
  return -sum
}

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
  addProduct(cell.m, slot.head, logits)
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
 *
 * @param steps - the episode's {@link rollout} under these weights, where it is there already
 */
export const addPolicyGradient = (
  weights: ControllerWeights,
  gradients: ControllerWeights,
  decisions: ReadonlyArray<Pick<Decision, 'path' | 'option'>>,
  advantage: number,
  entropyWeight: number,
  scale: number,
  steps: ReadonlyArray<ControllerStep> = rollout(weights, decisions),
): Likelihood => {
  const { units, embedding } = weights
  let likelihood: Likelihood = { logProbability: 0, entropy: 0 }
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
    const dLogits = new Float64Array(of)
    for (let k = 0; k < of; k++) {
      const logP = step.logProbabilities[k] ?? 0
      const p = Math.exp(logP)
      const taken = k === decision.option ? 1 : 0
      const d = scale * (advantage * (p - taken) + entropyWeight * p * (logP + entropy))
      dLogits[k] = d
      into.headBias[k] = (into.headBias[k] ?? 0) + d
    }
    for (let i = 0, at = 0; i < units; i++) {
      const mi = step.cell.m[i] ?? 0
      let sum = m[i] ?? 0
      for (let k = 0; k < of; k++, at++) {
        const d = dLogits[k] ?? 0
        into.head[at] = (into.head[at] ?? 0) + d * mi
        sum += d * (step.slot.head[at] ?? 0)
      }
      m[i] = sum
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
    for (let i = 0; i < dInput.length; i++) target[i] = (target[i] ?? 0) + (dInput[i] ?? 0)
    dState = dBefore
  }
  return likelihood
}
