/** Pairs of places of a list. */
const pairsOf = (length: number): ReadonlyArray<readonly [number, number]> =>
  Array.from({ length }, (_, i) =>
    Array.from({ length: length - i - 1 }, (_, k) => [i, i + 1 + k] as const),
  ).flat()

/**
 * Kendall's tau-b of two lists of numbers: how much more often they agree on the order of a pair than
 * not, in [-1, 1], corrected for ties.
 */
export const kendallTau = (a: ReadonlyArray<number>, b: ReadonlyArray<number>): number => {
  let agreed = 0
  let [untiedA, untiedB] = [0, 0]
  for (const [i, k] of pairsOf(a.length)) {
    const one = Math.sign((a[i] ?? NaN) - (a[k] ?? NaN))
    const other = Math.sign((b[i] ?? NaN) - (b[k] ?? NaN))
    agreed += one * other
    untiedA += Math.abs(one)
    untiedB += Math.abs(other)
  }
  return agreed / Math.sqrt(untiedA * untiedB)
}

/** Ranks from 1, the mean of theirs for ties. */
const ranksOf = (ns: ReadonlyArray<number>): ReadonlyArray<number> =>
  ns.map((n) => ns.filter((m) => m < n).length + (ns.filter((m) => m === n).length + 1) / 2)

/** Spearman's rho of two lists of numbers: the correlation of their ranks, in [-1, 1]. */
export const spearmanRho = (a: ReadonlyArray<number>, b: ReadonlyArray<number>): number => {
  const middle = (a.length + 1) / 2
  const [x, y] = [ranksOf(a), ranksOf(b)].map((ranks) => ranks.map((rank) => rank - middle))
  const product = (p: ReadonlyArray<number> = [], q: ReadonlyArray<number> = []): number =>
    p.reduce((sum, value, i) => sum + value * (q[i] ?? NaN), 0)
  return product(x, y) / Math.sqrt(product(x, x) * product(y, y))
}
