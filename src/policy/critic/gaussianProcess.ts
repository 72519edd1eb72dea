import { type Encoding, type Row } from './Encoding.ts'
import { countDistance, decisionDistance, type Kernel, type Point, pointOf } from './Kernel.ts'

/** The distances of points, each to those before it: triangles, row by row. */
export interface Distances {
  readonly count: number
  readonly decisions: Float64Array
  readonly counts: Float64Array
}

/** The distances between points that a kernel is made of. */
export const distancesOf = (
  encoding: Encoding,
  points: ReadonlyArray<Point>,
  shape: Pick<Kernel, 'ordered' | 'weights'>,
): Distances => {
  const count = points.length
  const decisions = new Float64Array((count * (count - 1)) / 2)
  const counts = new Float64Array(encoding.repeats ? decisions.length : 0)
  const distance = decisionDistance(encoding, shape)
  let at = 0
  for (const [i, a] of points.entries())
    for (let j = 0; j < i; j++, at++) {
      const b = points[j]
      if (b === undefined) continue
      decisions[at] = distance(a.row, b.row)
      if (encoding.repeats) counts[at] = countDistance(a, b)
    }
  return { count, decisions, counts }
}

/** Points are measured at least so inexactly, that no two of them make the matrix singular. */
const jitter = 1e-6

/** The lower Cholesky factor of the covariance, [count, count] row by row. */
const factorOf = ({ count, decisions, counts }: Distances, kernel: Kernel): Float64Array => {
  const { rate, countRate, noise } = kernel
  const factor = new Float64Array(count * count)
  for (let i = 0, pair = 0; i < count; i++) {
    const row = i * count
    for (let j = 0; j <= i; j++) {
      let sum =
        i === j
          ? 1 + noise + jitter
          : Math.exp(-rate * (decisions[pair] ?? 0) - countRate * (counts[pair] ?? 0))
      if (i !== j) pair++
      const other = j * count
      for (let k = 0; k < j; k++) sum -= (factor[row + k] ?? 0) * (factor[other + k] ?? 0)
      factor[row + j] = i === j ? Math.sqrt(Math.max(sum, 1e-10)) : sum / (factor[other + j] ?? 1)
    }
  }
  return factor
}

/** Solves `factor x = right` for a lower triangle. */
const forward = (factor: Float64Array, right: Float64Array): Float64Array => {
  const count = right.length
  const x = new Float64Array(count)
  for (let i = 0; i < count; i++) {
    let sum = right[i] ?? 0
    for (let k = 0; k < i; k++) sum -= (factor[i * count + k] ?? 0) * (x[k] ?? 0)
    x[i] = sum / (factor[i * count + i] ?? 1)
  }
  return x
}

/** Solves `factor' x = right` for a lower triangle. */
const backward = (factor: Float64Array, right: Float64Array): Float64Array => {
  const count = right.length
  const x = Float64Array.from(right)
  for (let i = count - 1; i >= 0; i--) {
    const solved = (x[i] ?? 0) / (factor[i * count + i] ?? 1)
    x[i] = solved
    for (let k = 0; k < i; k++) x[k] = (x[k] ?? 0) - (factor[i * count + k] ?? 0) * solved
  }
  return x
}

const meanSquare = (xs: Float64Array): number =>
  Math.max(1e-6, xs.reduce((sum, x) => sum + x * x, 0) / xs.length)

/**
 * The logarithm of how likely scores are under a kernel, up to a constant, with the best variance for
 * them put in.
 */
export const logLikelihood = (
  distances: Distances,
  scores: Float64Array,
  kernel: Kernel,
): number => {
  const { count } = distances
  const factor = factorOf(distances, kernel)
  let logDeterminant = 0
  for (let i = 0; i < count; i++) logDeterminant += Math.log(factor[i * count + i] ?? 1)
  return -(count / 2) * Math.log(meanSquare(forward(factor, scores))) - logDeterminant
}

/** A value model: what scores are to be expected, and how surely. */
export interface GaussianProcess {
  readonly encoding: Encoding
  readonly kernel: Kernel
  readonly points: ReadonlyArray<Point>
  readonly factor: Float64Array
  readonly coefficients: Float64Array
  readonly variance: number
  /** The highest expected score of a point. */
  readonly best: number
}

/**
 * The Gaussian process of scores at rows.
 *
 * Source: Rasmussen and Williams, "Gaussian Processes for Machine Learning" (2006), algorithm 2.1.
 */
export const gaussianProcess = (
  encoding: Encoding,
  kernel: Kernel,
  rows: ReadonlyArray<Row>,
  scores: Float64Array,
): GaussianProcess => {
  const points = rows.map((row) => pointOf(encoding, row))
  const factor = factorOf(distancesOf(encoding, points, kernel), kernel)
  const half = forward(factor, scores)
  const coefficients = backward(factor, half)
  const best = scores.reduce(
    (top, score, i) => Math.max(top, score - (kernel.noise + jitter) * (coefficients[i] ?? 0)),
    -Infinity,
  )
  return { encoding, kernel, points, factor, coefficients, variance: meanSquare(half), best }
}

/** What is expected of some rows. */
export interface Prediction {
  readonly mean: Float64Array
  /** One standard deviation. */
  readonly deviation: Float64Array
}

/**
 * The scores to be expected at rows. Rows that are `pending`, proposed and not yet measured, take their
 * part of the uncertainty away as if they had come out as expected.
 *
 * Source of the latter: Desautels, Krause and Burdick, "Parallelizing Exploration-Exploitation
 * Tradeoffs in Gaussian Process Bandit Optimization" (2014).
 */
export const predict = (
  { encoding, kernel, points, factor, coefficients, variance }: GaussianProcess,
  rows: ReadonlyArray<Row>,
  pending: ReadonlyArray<Row>,
): Prediction => {
  const { rate, countRate } = kernel
  const distance = decisionDistance(encoding, kernel)
  const covariance = (a: Point, b: Point): number =>
    Math.exp(-rate * distance(a.row, b.row) - (countRate > 0 ? countRate * countDistance(a, b) : 0))
  const known = points.length
  const waiting = pending.map((row) => pointOf(encoding, row))
  const asked = [...waiting, ...rows.map((row) => pointOf(encoding, row))]
  const width = asked.length
  const mean = new Float64Array(width)
  const rest = new Float64Array(width).fill(1)
  // Row by row of the factor, all columns at once: solved[i] = factor^-1 k of every asked row.
  const solved: Array<Float64Array> = []
  for (let i = 0; i < known; i++) {
    const point = points[i]
    if (point === undefined) continue
    const column = new Float64Array(width)
    for (let c = 0; c < width; c++) {
      const other = asked[c]
      if (other === undefined) continue
      const k = covariance(point, other)
      column[c] = k
      mean[c] = (mean[c] ?? 0) + k * (coefficients[i] ?? 0)
    }
    for (let j = 0; j < i; j++) {
      const l = factor[i * known + j] ?? 0
      const before = solved[j] ?? column
      for (let c = 0; c < width; c++) column[c] = (column[c] ?? 0) - l * (before[c] ?? 0)
    }
    const diagonal = factor[i * known + i] ?? 1
    for (let c = 0; c < width; c++) {
      const x = (column[c] ?? 0) / diagonal
      column[c] = x
      rest[c] = (rest[c] ?? 0) - x * x
    }
    solved.push(column)
  }
  for (const [p, point] of waiting.entries()) {
    const column = new Float64Array(width)
    const own = Math.sqrt(Math.max((rest[p] ?? 0) + kernel.noise + jitter, 1e-10))
    for (let c = p + 1; c < width; c++) {
      const other = asked[c]
      let k = other === undefined ? 0 : covariance(point, other)
      for (const row of solved) k -= (row[p] ?? 0) * (row[c] ?? 0)
      column[c] = k / own
      rest[c] = (rest[c] ?? 0) - (k / own) ** 2
    }
    solved.push(column)
  }
  return {
    mean: mean.subarray(waiting.length),
    deviation: rest.subarray(waiting.length).map((x) => Math.sqrt(Math.max(x, 1e-9) * variance)),
  }
}
