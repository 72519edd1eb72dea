import {
  type NasCell,
  nasCellBackward,
  type NasCellState,
  type NasCellStep,
  nasCellStep,
  zeroState,
} from '../controller/nasCell.ts'

/** The parts of the article's policy network, views into one flat array. */
export interface ArticleWeights extends NasCell {
  /** The bias that acts. In the published graph nothing trains it. */
  readonly biasAction: Float32Array
  /** The bias that is trained: the same array where the two are shared. */
  readonly biasLoss: Float32Array
}

/** How many numbers the network has for actions of `units` numbers. */
export const articleParameters = (units: number): number =>
  8 * units + 8 * units * units + 2 * units

/** Views into a flat array. With `shared`, both biases are the first. */
export const viewArticle = (units: number, flat: Float32Array, shared: boolean): ArticleWeights => {
  const recurrentAt = 8 * units
  const biasAt = recurrentAt + 8 * units * units
  const biasAction = flat.subarray(biasAt, biasAt + units)
  return {
    units,
    kernel: flat.subarray(0, recurrentAt),
    recurrent: flat.subarray(recurrentAt, biasAt),
    biasAction,
    biasLoss: shared ? biasAction : flat.subarray(biasAt + units, biasAt + 2 * units),
  }
}

/** The cell's steps along a state, one of its numbers a step. */
const unroll = (
  weights: ArticleWeights,
  state: ReadonlyArray<number>,
): ReadonlyArray<NasCellStep> => {
  const steps: Array<NasCellStep> = []
  let at: NasCellState = zeroState(weights.units)
  for (const x of state) {
    const step = nasCellStep(weights, Float64Array.of(x), at)
    steps.push(step)
    at = step
  }
  return steps
}

const lastOutput = (steps: ReadonlyArray<NasCellStep>, bias: Float32Array): Float64Array =>
  Float64Array.from(bias, (b, i) => b + (steps.at(-1)?.m[i] ?? 0))

/** The network's output for a state, with the acting bias. */
export const articleOutput = (
  weights: ArticleWeights,
  state: ReadonlyArray<number>,
): Float64Array => lastOutput(unroll(weights, state), weights.biasAction)

/** An output as an action: `int32(float32(100 * output))`, cut towards zero. */
export const toAction = (output: ArrayLike<number>, divisionRate: number): ReadonlyArray<number> =>
  // Adding 0 makes the -0 that cutting a small negative number leaves a 0.
  Array.from(output, (x) => Math.trunc(Math.fround(Math.fround(x) * divisionRate)) + 0)

const softmax = (logits: Float64Array): Float64Array => {
  const top = Math.max(...logits)
  const exps = logits.map((x) => Math.exp(x - top))
  const sum = exps.reduce((a, b) => a + b, 0)
  return exps.map((x) => x / sum)
}

/**
 * The gradients of the article's loss: the "cross-entropy" between the network's logits and its own
 * input, plus the regularisation. TensorFlow back-propagates `softmax - labels` though these labels
 * do not sum to one.
 */
export const articleGradients = (
  weights: ArticleWeights,
  trainState: ReadonlyArray<number>,
  regParam: number,
  shared: boolean,
): { readonly logits: Float64Array; readonly gradients: Float32Array } => {
  const { units } = weights
  const gradients = new Float32Array(articleParameters(units))
  const into = viewArticle(units, gradients, shared)
  const steps = unroll(weights, trainState)
  const logits = lastOutput(steps, weights.biasLoss)
  const dLogits = softmax(logits).map((p, i) => p - (trainState[i] ?? 0))
  into.biasLoss.set(dLogits)
  let after: NasCellState = { c: new Float64Array(units), m: dLogits }
  for (let t = steps.length - 1; t >= 0; t--) {
    const step = steps[t]
    if (step !== undefined) after = nasCellBackward(weights, step, after, into).dBefore
  }
  const regularise = (w: Float32Array, g: Float32Array): void => {
    w.forEach((x, i) => (g[i] = (g[i] ?? 0) + 2 * regParam * x))
  }
  regularise(weights.kernel, into.kernel)
  regularise(weights.recurrent, into.recurrent)
  if (shared) regularise(weights.biasLoss, into.biasLoss)
  return { logits, gradients }
}
