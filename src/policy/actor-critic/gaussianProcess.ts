import { backward, type Factor, factorize, forward, rowAt, solveAll } from './cholesky.ts'
import { countDistances, decisionDistances, type Steps, stepsOf } from './distances.ts'
import { type Encoding, type Row } from './Encoding.ts'
import { type Kernel } from './Kernel.ts'
import { type Points, pointsOf } from './Points.ts'

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
  const steps = stepsOf(encoding, shape)
  const out = triangle(points.count)
  for (let i = 1, at = 0; i < points.count; at += i, i++)
    decisionDistances(steps, points, i, points, i, out, at)
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

/** Added to the noise, so that no two points make the matrix singular. */
const jitter = 1e-6

const meanSquare = (xs: Float64Array): number =>
  Math.max(1e-6, xs.reduce((sum, x) => sum + x * x, 0) / xs.length)

/**
 * The log marginal likelihood of scores under a kernel, up to a constant, at the variance that
 * maximises it.
 */
export const logLikelihood = (
  { count, decisions, counts }: Distances,
  scores: Float64Array,
  { rate, countRate, noise }: Kernel,
): number => {
  const factor = new Float64Array(rowAt(count))
  const counted = countRate > 0 && counts.length > 0
  for (let i = 0, pair = 0, at = 0; i < count; i++) {
    for (let j = 0; j < i; j++, pair++, at++)
      factor[at] = Math.exp(
        -rate * (decisions[pair] ?? 0) - (counted ? countRate * (counts[pair] ?? 0) : 0),
      )
    factor[at++] = 1 + noise + jitter
  }
  factorize(factor, 0, count)
  let logDeterminant = 0
  for (let i = 0; i < count; i++) logDeterminant += Math.log(factor[rowAt(i) + i] ?? 1)
  return -(count / 2) * Math.log(meanSquare(forward(factor, scores))) - logDeterminant
}

/** Rows, their covariance matrix under a kernel, and its factor. */
interface Factored {
  readonly encoding: Encoding
  readonly kernel: Kernel
  readonly steps: Steps
  readonly rows: ReadonlyArray<Row>
  readonly points: Points
  /** Each row's covariances with those before it and itself, noise and all: a packed triangle. */
  readonly covariance: Float64Array
  readonly factor: Factor
}

/** The covariances of one point with the first `until` of others, into `out` from `offset` on. */
const covariances = (
  { encoding, kernel: { rate, countRate }, steps }: Pick<Factored, 'encoding' | 'kernel' | 'steps'>,
  of: Points,
  index: number,
  to: Points,
  until: number,
  out: Float64Array,
  offset: number,
  counts: Float64Array,
): void => {
  decisionDistances(steps, of, index, to, until, out, offset)
  if (countRate > 0) countDistances(encoding, of, index, to, until, counts, 0)
  for (let j = 0; j < until; j++)
    out[offset + j] = Math.exp(-rate * (out[offset + j] ?? 0) - countRate * (counts[j] ?? 0))
}

/**
 * Rows and their factor. What was made for others of them is used again: it changes the work and not a
 * bit of the result.
 */
const factored = (
  encoding: Encoding,
  kernel: Kernel,
  rows: ReadonlyArray<Row>,
  before: Factored | undefined,
): Factored => {
  const count = rows.length
  const points = pointsOf(encoding, rows)
  const steps = stepsOf(encoding, kernel)
  const used = before?.kernel === kernel ? before : undefined
  let same = 0
  while (used !== undefined && same < count && used.rows[same] === rows[same]) same++
  const places = new Map(used?.rows.map((row, i) => [row, i]))
  const covariance = new Float64Array(rowAt(count))
  if (used !== undefined) covariance.set(used.covariance.subarray(0, rowAt(same)))
  const counts = new Float64Array(count)
  /** Where each row was before, up to the first that was not there. */
  const were: Array<number> = []
  for (const [i, row] of rows.entries()) {
    const was = places.get(row)
    const at = rowAt(i)
    if (used !== undefined && was !== undefined && were.length === i && was > (were.at(-1) ?? -1)) {
      were.push(was)
      if (i < same) continue
      const from = rowAt(was)
      for (let j = 0; j < i; j++) covariance[at + j] = used.covariance[from + (were[j] ?? 0)] ?? 0
    } else covariances({ encoding, kernel, steps }, points, i, points, i, covariance, at, counts)
    covariance[at + i] = 1 + kernel.noise + jitter
  }
  const factor = Float64Array.from(covariance)
  if (used !== undefined) factor.set(used.factor.subarray(0, rowAt(same)))
  factorize(factor, same, count)
  return { encoding, kernel, steps, rows, points, covariance, factor }
}

/** A Gaussian process fitted to the scores of rows. */
export interface GaussianProcess extends Factored {
  /** The scores of the rows. */
  readonly scores: Float64Array
  readonly coefficients: Float64Array
  readonly variance: number
  /** The highest posterior mean at a row. */
  readonly best: number
}

/**
 * The Gaussian process of scores at rows.
 *
 * Source: Rasmussen and Williams, "Gaussian Processes for Machine Learning" (2006), algorithm 2.1.
 *
 * @param before - one of nearly the same rows in the same order, of which most of the work is used again
 */
export const gaussianProcess = (
  encoding: Encoding,
  kernel: Kernel,
  rows: ReadonlyArray<Row>,
  scores: Float64Array,
  before?: GaussianProcess,
): GaussianProcess => {
  const model = factored(encoding, kernel, rows, before)
  const half = forward(model.factor, scores)
  const coefficients = backward(model.factor, half)
  const best = scores.reduce(
    (top, score, i) => Math.max(top, score - (kernel.noise + jitter) * (coefficients[i] ?? 0)),
    -Infinity,
  )
  return { ...model, scores, coefficients, variance: meanSquare(half), best }
}

const weightedSum = (
  coefficients: Float64Array,
  covariance: Float64Array,
  offset: number,
): number => {
  let sum = 0
  for (let i = 0; i < coefficients.length; i++)
    sum += (coefficients[i] ?? 0) * (covariance[offset + i] ?? 0)
  return sum
}

/** The posterior means of the scores of rows. */
export const posteriorMeans = (
  critic: GaussianProcess,
  rows: ReadonlyArray<Row>,
): ReadonlyArray<number> => {
  const { encoding, points, coefficients } = critic
  const asked = pointsOf(encoding, rows)
  const column = new Float64Array(points.count)
  const counts = new Float64Array(points.count)
  return rows.map((_, index) => {
    covariances(critic, asked, index, points, points.count, column, 0, counts)
    return weightedSum(coefficients, column, 0)
  })
}

/** The posterior of a row's score. */
export interface Prediction {
  readonly row: Row
  readonly mean: number
  /** Standard deviation. */
  readonly deviation: number
}

/**
 * The posteriors of the rows with the highest means, the highest first, `count` of them at most. Only
 * of these is the deviation computed, which is most of the work. Rows that are `pending`, proposed
 * and not yet measured, reduce the uncertainty as if their scores had come out as their means.
 *
 * Source of the treatment of pending rows: Desautels, Krause and Burdick, "Parallelizing Exploration-Exploitation
 * Tradeoffs in Gaussian Process Bandit Optimization" (2014).
 */
export const predictHighest = (
  critic: GaussianProcess,
  rows: ReadonlyArray<Row>,
  pending: ReadonlyArray<Row>,
  count: number,
): ReadonlyArray<Prediction> => {
  const { encoding, kernel, coefficients, variance } = critic
  const { points, factor } =
    pending.length === 0 ? critic : factored(encoding, kernel, [...critic.rows, ...pending], critic)
  const width = points.count
  const asked = pointsOf(encoding, rows)
  const columns = new Float64Array(rows.length * width)
  const counts = new Float64Array(width)
  const highest = rows
    .map((row, index) => {
      covariances(critic, asked, index, points, width, columns, index * width, counts)
      return { row, index, mean: weightedSum(coefficients, columns, index * width) }
    })
    .sort((a, b) => b.mean - a.mean)
    .slice(0, count)
  const solved = new Float64Array(highest.length * width)
  for (const [i, { index }] of highest.entries())
    solved.set(columns.subarray(index * width, (index + 1) * width), i * width)
  solveAll(factor, solved, highest.length, width, width)
  return highest.map(({ row, mean }, i) => {
    let rest = 1
    for (let at = i * width; at < (i + 1) * width; at++)
      rest -= (solved[at] ?? 0) * (solved[at] ?? 0)
    return { row, mean, deviation: Math.sqrt(Math.max(rest, 1e-9) * variance) }
  })
}
