import { type State } from 'fp-ts/lib/State.js'
import { nextBelow, nextIndex, nextUniform, type RandomState } from '../../random/index.ts'

/** A density over some decisions together: a kernel for each observation, and a uniform one. */
export interface Parzen {
  /** How many options each decision has. */
  readonly of: ReadonlyArray<number>
  /** The option of each decision, for each observation. */
  readonly observations: ReadonlyArray<ReadonlyArray<number>>
  /** Natural logarithm of the weight of each observation's kernel, and at last of the uniform one's. */
  readonly logWeights: ReadonlyArray<number>
  /** What a kernel adds to the probability of every option, before they are normalised. */
  readonly smoothing: number
}

/** So many of the newest observations have full weight. */
const fullWeight = 25

/** The weights of observations, the oldest first: up to the newest they rise linearly. */
const weightsOf = (count: number): ReadonlyArray<number> =>
  Array.from({ length: count }, (_, i) => {
    const before = count - fullWeight
    if (i >= before) return 1
    return before === 1 ? 1 / count : 1 / count + ((1 - 1 / count) * i) / (before - 1)
  })

/** The density of observations, given the oldest first. */
export const parzen = (
  of: ReadonlyArray<number>,
  observations: ReadonlyArray<ReadonlyArray<number>>,
): Parzen => {
  const weights = [...weightsOf(observations.length), 1]
  const total = weights.reduce((a, b) => a + b, 0)
  return {
    of,
    observations,
    logWeights: weights.map((weight) => Math.log(weight / total)),
    smoothing: 1 / (observations.length + 1),
  }
}

/** Options of the decisions, drawn from a density. */
export const draw =
  ({
    of,
    observations,
    logWeights,
    smoothing,
  }: Parzen): State<RandomState, ReadonlyArray<number>> =>
  (start) => {
    const [kernel, picked] = nextIndex(logWeights)(start)
    const observed = observations[kernel]
    let random = picked
    const options = of.map((count, i) => {
      const [u, next] = nextUniform(random)
      random = next
      const own = observed?.[i]
      if (own !== undefined && u * (1 + count * smoothing) < 1) return own
      const [option, end] = nextBelow(count)(random)
      random = end
      return option
    })
    return [options, random]
  }

/** The natural logarithm of a density at some options. */
export const logDensity = ({
  of,
  observations,
  logWeights,
  smoothing,
}: Parzen): ((options: ReadonlyArray<number>) => number) => {
  const hit = of.map((count) => Math.log((1 + smoothing) / (1 + count * smoothing)))
  const miss = of.map((count) => Math.log(smoothing / (1 + count * smoothing)))
  const uniform = -of.reduce((sum, count) => sum + Math.log(count), 0)
  return (options) => {
    const logs = observations.map((observed, k) => {
      let log = logWeights[k] ?? -Infinity
      for (let i = 0; i < of.length; i++)
        log += (observed[i] === options[i] ? hit[i] : miss[i]) ?? 0
      return log
    })
    logs.push((logWeights[observations.length] ?? -Infinity) + uniform)
    const top = logs.reduce((a, b) => Math.max(a, b), -Infinity)
    return top + Math.log(logs.reduce((sum, log) => sum + Math.exp(log - top), 0))
  }
}
