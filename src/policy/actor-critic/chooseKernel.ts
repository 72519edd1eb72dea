import { type Encoding, type Row } from './Encoding.ts'
import { countsApart, decisionsApart, logLikelihood } from './gaussianProcess.ts'
import { type Kernel } from './Kernel.ts'
import { pointsOf } from './Points.ts'

type Rates = 'rate' | 'countRate' | 'ordered' | 'noise'

const values = (encoding: Encoding): Readonly<Record<Rates, ReadonlyArray<number>>> => ({
  rate: [0.3, 0.6, 1.2, 2.5, 5, 10],
  countRate: encoding.repeats ? [0, 0.7, 1.5, 3, 6] : [0],
  ordered: encoding.anyOrdered ? [0, 0.5, 1] : [0],
  noise: [0.003, 0.01, 0.03, 0.1, 0.3],
})

/** A kernel's point on the grid, as text. */
const pointOf = ({ rate, countRate, ordered, noise }: Kernel): string =>
  [rate, countRate, ordered, noise].join(' ')

/** From so many rows on, each decision's weight is chosen. */
export const weighFromRows = 20

/** The least gain in log-likelihood for which a weight is changed. */
const minGain = 0.01

/** Penalty of unequal weights. */
const penalty = 0.1

/**
 * The kernel of the highest marginal likelihood for the scores of rows, by coordinate ascent from
 * another: first over a grid of its rates and noise, then over each decision's weight by factors, then
 * over the grid again. Unequal weights are penalised, so that few episodes do not settle them.
 *
 * Source: Rasmussen and Williams (2006), 5.4.1 and 5.1 (automatic relevance determination).
 */
export const chooseKernel = (
  encoding: Encoding,
  rows: ReadonlyArray<Row>,
  scores: Float64Array,
  from: Kernel,
  weighFrom: number = weighFromRows,
): Kernel => {
  const grid = values(encoding)
  const points = pointsOf(encoding, rows)
  const counts = countsApart(encoding, points)
  const likelihoodOf = (kernel: Kernel, decisions: Float64Array): number =>
    logLikelihood({ count: points.count, decisions, counts }, scores, kernel)

  const climbRates = (start: Kernel): Kernel => {
    let best = start
    let decisions = decisionsApart(encoding, points, best)
    let top = likelihoodOf(best, decisions)
    // A step back leads to where it came from.
    const tried = new Set([pointOf(best)])
    for (let moved = true; moved;) {
      moved = false
      for (const name of ['rate', 'countRate', 'ordered', 'noise'] as const)
        for (const step of [-1, 1]) {
          const value = grid[name][grid[name].indexOf(best[name]) + step]
          if (value === undefined) continue
          const next = { ...best, [name]: value }
          if (tried.has(pointOf(next))) continue
          tried.add(pointOf(next))
          const apart = name === 'ordered' ? decisionsApart(encoding, points, next) : decisions
          const likely = likelihoodOf(next, apart)
          if (likely > top + 1e-9) [top, best, decisions, moved] = [likely, next, apart, true]
        }
    }
    return best
  }

  const spread = (weights: ReadonlyArray<number>): number =>
    weights.reduce((sum, w) => sum + Math.log(w * weights.length) ** 2, 0)

  const weigh = (start: Kernel): Kernel => {
    let best = start
    let decisions = decisionsApart(encoding, points, best)
    let top = likelihoodOf(best, decisions) - penalty * spread(best.weights)
    for (const slot of encoding.slots.keys()) {
      const before = best
      const whole = decisions
      const weight = before.weights[slot] ?? 0
      const alone = before.weights.map((_, i) => (i === slot ? weight : 0))
      const part = decisionsApart(encoding, points, { ...before, weights: alone })
      for (const factor of [0.4, 2.5]) {
        const sum = 1 + (factor - 1) * weight
        const weights = before.weights.map((w, i) => (i === slot ? w * factor : w) / sum)
        const apart = new Float64Array(whole.length)
        for (let i = 0; i < apart.length; i++)
          apart[i] = ((whole[i] ?? 0) + (factor - 1) * (part[i] ?? 0)) / sum
        const next = { ...before, weights }
        const likely = likelihoodOf(next, apart) - penalty * spread(weights)
        if (likely > top + minGain) [top, best, decisions] = [likely, next, apart]
      }
    }
    return best
  }

  const rated = climbRates(from)
  return rows.length < weighFrom ? rated : climbRates(weigh(rated))
}
