import { type Encoding, type Row } from './Encoding.ts'
import { distancesOf, logLikelihood } from './gaussianProcess.ts'
import { type Kernel, pointOf } from './Kernel.ts'

type Rates = 'rate' | 'countRate' | 'ordered' | 'noise'

const values = (encoding: Encoding): Readonly<Record<Rates, ReadonlyArray<number>>> => ({
  rate: [0.3, 0.6, 1.2, 2.5, 5, 10],
  countRate: encoding.repeats ? [0, 0.7, 1.5, 3, 6] : [0],
  ordered: encoding.anyOrdered ? [0, 0.5, 1] : [0],
  noise: [0.003, 0.01, 0.03, 0.1, 0.3],
})

/** From here on, decisions are weighed one by one. */
const enoughToWeigh = 20

/** How much likelier than before a weight has to make the scores, and what leaving equal weights costs. */
const gain = 0.01
const penalty = 0.1

/**
 * The kernel under which the scores of rows are the likeliest, sought from another: first its rates
 * and noise one grid step after another, then each decision's weight by a factor, then the rates
 * again. Weights pay for leaving equality, so that few episodes do not settle them.
 *
 * Source: Rasmussen and Williams (2006), 5.4.1 and 5.1 (automatic relevance determination).
 */
export const chooseKernel = (
  encoding: Encoding,
  rows: ReadonlyArray<Row>,
  scores: Float64Array,
  from: Kernel,
): Kernel => {
  const grid = values(encoding)
  const points = rows.map((row) => pointOf(encoding, row))
  const judged = (kernel: Kernel): number =>
    logLikelihood(distancesOf(encoding, points, kernel), scores, kernel)

  const climbRates = (start: Kernel): Kernel => {
    let best = start
    let distances = distancesOf(encoding, points, best)
    let top = logLikelihood(distances, scores, best)
    for (let moved = true; moved;) {
      moved = false
      for (const name of ['rate', 'countRate', 'ordered', 'noise'] as const)
        for (const step of [-1, 1]) {
          const value = grid[name][grid[name].indexOf(best[name]) + step]
          if (value === undefined) continue
          const next = { ...best, [name]: value }
          const apart = name === 'ordered' ? distancesOf(encoding, points, next) : distances
          const likely = logLikelihood(apart, scores, next)
          if (likely > top + 1e-9) [top, best, distances, moved] = [likely, next, apart, true]
        }
    }
    return best
  }

  const spread = (weights: ReadonlyArray<number>): number =>
    weights.reduce((sum, w) => sum + Math.log(w * weights.length) ** 2, 0)

  const weigh = (start: Kernel): Kernel => {
    let best = start
    let top = judged(best) - penalty * spread(best.weights)
    for (let slot = 0; slot < encoding.slots.length; slot++) {
      const before = best
      for (const factor of [0.4, 2.5]) {
        const raised = before.weights.map((w, i) => (i === slot ? w * factor : w))
        const sum = raised.reduce((a, b) => a + b, 0)
        const next = { ...before, weights: raised.map((w) => w / sum) }
        const likely = judged(next) - penalty * spread(next.weights)
        if (likely > top + gain) [top, best] = [likely, next]
      }
    }
    return best
  }

  const rated = climbRates(from)
  return rows.length < enoughToWeigh ? rated : climbRates(weigh(rated))
}
