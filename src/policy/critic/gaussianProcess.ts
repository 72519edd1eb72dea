import { type Encoding, type Row } from './Encoding.ts'
import { countDistances, decisionDistances, type Kernel, type Points, pointsOf } from './Kernel.ts'

/** The distances of points, each to those before it: triangles, row by row. */
export interface Distances {
  readonly count: number
  readonly decisions: Float64Array
  readonly counts: Float64Array
}

const triangle = (count: number): Float64Array => new Float64Array((count * (count - 1)) / 2)

/** The distances between points by their decisions. */
export const decisionsApart = (
  encoding: Encoding,
  points: Points,
  shape: Pick<Kernel, 'ordered' | 'weights'>,
): Float64Array => {
  const out = triangle(points.count)
  for (let i = 1, at = 0; i < points.count; at += i, i++)
    decisionDistances(encoding, shape, points, i, points, i, out, at)
  return out
}

/** The distances between points by how often options occur; none where no two decisions are of a kind. */
export const countsApart = (encoding: Encoding, points: Points): Float64Array => {
  if (!encoding.repeats) return new Float64Array(0)
  const out = triangle(points.count)
  for (let i = 1, at = 0; i < points.count; at += i, i++)
    countDistances(encoding, points, i, points, i, out, at)
  return out
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
  readonly points: Points
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
  const points = pointsOf(encoding, rows)
  const distances: Distances = {
    count: points.count,
    decisions: decisionsApart(encoding, points, kernel),
    counts: kernel.countRate > 0 ? countsApart(encoding, points) : new Float64Array(0),
  }
  const factor = factorOf(distances, kernel)
  const half = forward(factor, scores)
  const coefficients = backward(factor, half)
  const best = scores.reduce(
    (top, score, i) => Math.max(top, score - (kernel.noise + jitter) * (coefficients[i] ?? 0)),
    -Infinity,
  )
  return { encoding, kernel, points, factor, coefficients, variance: meanSquare(half), best }
}

/** The scores to be expected at rows, without how surely: a small part of the work. */
export const expected = (
  { encoding, kernel, points, coefficients }: GaussianProcess,
  rows: ReadonlyArray<Row>,
): ReadonlyArray<number> => {
  const asked = pointsOf(encoding, rows)
  const apart = new Float64Array(points.count)
  const counts = new Float64Array(points.count)
  return rows.map((_, index) => {
    apart.fill(0)
    decisionDistances(encoding, kernel, asked, index, points, points.count, apart, 0)
    if (kernel.countRate > 0)
      countDistances(encoding, asked, index, points, points.count, counts, 0)
    let sum = 0
    for (let i = 0; i < points.count; i++)
      sum +=
        (coefficients[i] ?? 0) *
        Math.exp(-kernel.rate * (apart[i] ?? 0) - kernel.countRate * (counts[i] ?? 0))
    return sum
  })
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
  const known = points.count
  const asked = pointsOf(encoding, [...pending, ...rows])
  const width = asked.count
  const waiting = pending.length
  const apart = new Float64Array(width)
  const counts = new Float64Array(width)
  /** The covariances of a point with all that are asked. */
  const covariances = (of: Points, index: number): Float64Array => {
    apart.fill(0)
    decisionDistances(encoding, kernel, of, index, asked, width, apart, 0)
    if (kernel.countRate > 0) countDistances(encoding, of, index, asked, width, counts, 0)
    const out = new Float64Array(width)
    for (let c = 0; c < width; c++)
      out[c] = Math.exp(-kernel.rate * (apart[c] ?? 0) - kernel.countRate * (counts[c] ?? 0))
    return out
  }
  const mean = new Float64Array(width)
  const rest = new Float64Array(width).fill(1)
  // Row by row of the factor, all columns at once: solved[i] = factor^-1 k of every asked row.
  const solved: Array<Float64Array> = []
  for (let i = 0; i < known; i++) {
    const column = covariances(points, i)
    const coefficient = coefficients[i] ?? 0
    for (let c = 0; c < width; c++) mean[c] = (mean[c] ?? 0) + (column[c] ?? 0) * coefficient
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
  for (let p = 0; p < waiting; p++) {
    const column = covariances(asked, p)
    const own = Math.sqrt(Math.max((rest[p] ?? 0) + kernel.noise + jitter, 1e-10))
    for (const row of solved) {
      const l = row[p] ?? 0
      for (let c = p + 1; c < width; c++) column[c] = (column[c] ?? 0) - l * (row[c] ?? 0)
    }
    for (let c = p + 1; c < width; c++) {
      const x = (column[c] ?? 0) / own
      column[c] = x
      rest[c] = (rest[c] ?? 0) - x * x
    }
    solved.push(column)
  }
  return {
    mean: mean.subarray(waiting),
    deviation: rest.subarray(waiting).map((x) => Math.sqrt(Math.max(x, 1e-9) * variance)),
  }
}
