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

/** Where a kernel is in the grid. */
const pointOf = ({ rate, countRate, ordered, noise }: Kernel): string =>
  [rate, countRate, ordered, noise].join(' ')

/** From so many rows on, decisions are weighed one by one. */
export const enoughToWeigh = 20

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
  weighFrom: number = enoughToWeigh,
): Kernel => {
  const grid = values(encoding)
  const points = pointsOf(encoding, rows)
  const counts = countsApart(encoding, points)
  const judged = (kernel: Kernel, decisions: Float64Array): number =>
    logLikelihood({ count: points.count, decisions, counts }, scores, kernel)

  const climbRates = (start: Kernel): Kernel => {
    let best = start
    let decisions = decisionsApart(encoding, points, best)
    let top = judged(best, decisions)
    // A step back is to where one was.
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
          const likely = judged(next, apart)
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
    let top = judged(best, decisions) - penalty * spread(best.weights)
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
        const likely = judged(next, apart) - penalty * spread(weights)
        if (likely > top + gain) [top, best, decisions] = [likely, next, apart]
      }
    }
    return best
  }

  const rated = climbRates(from)
  return rows.length < weighFrom ? rated : climbRates(weigh(rated))
}
