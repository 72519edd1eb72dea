/** The mean of some numbers. */
export const mean = (xs: ReadonlyArray<number>): number => xs.reduce((a, b) => a + b, 0) / xs.length

/** The standard error of their mean. */
export const standardError = (xs: ReadonlyArray<number>): number => {
  const middle = mean(xs)
  const squares = xs.reduce((sum, x) => sum + (x - middle) ** 2, 0)
  return Math.sqrt(squares / (xs.length - 1) / xs.length)
}

/** Natural logarithm of the gamma function, by Lanczos's approximation (1964; g = 7, nine terms). */
const logGamma = (z: number): number => {
  const terms = [
    676.5203681218851, -1259.1392167224028, 771.3234287776531, -176.6150291621406,
    12.507343278686905, -0.13857109526572012, 9.984369578019572e-6, 1.5056327351493116e-7,
  ]
  const x = z - 1
  const sum = terms.reduce((acc, term, i) => acc + term / (x + i + 1), 0.9999999999998099)
  const at = x + 7.5
  return 0.5 * Math.log(2 * Math.PI) + (x + 0.5) * Math.log(at) - at + Math.log(sum)
}

/** The regularised incomplete beta function, by its continued fraction (Lentz's method). */
const incompleteBeta = (x: number, a: number, b: number): number => {
  if (x <= 0 || x >= 1) return x <= 0 ? 0 : 1
  if (x > (a + 1) / (a + b + 2)) return 1 - incompleteBeta(1 - x, b, a)
  const front =
    Math.exp(logGamma(a + b) - logGamma(a) - logGamma(b) + a * Math.log(x) + b * Math.log(1 - x)) /
    a
  let [c, d] = [1, 1 / (1 - ((a + b) * x) / (a + 1))]
  let fraction = d
  for (let m = 1; m <= 300; m++) {
    const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m))
    d = 1 / (1 + even * d)
    c = 1 + even / c
    fraction *= c * d
    const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1))
    d = 1 / (1 + odd * d)
    c = 1 + odd / c
    fraction *= c * d
    if (Math.abs(c * d - 1) < 1e-12) break
  }
  return front * fraction
}

/** A paired comparison: of the same seeds, one search less another. */
export interface Paired {
  readonly difference: number
  readonly standardError: number
  /** Two-sided, by Student's t: how often so large a mean difference comes by chance. */
  readonly p: number
}

/** The paired t-test of `xs` against `ys`, which have the same seeds in the same order. */
export const paired = (xs: ReadonlyArray<number>, ys: ReadonlyArray<number>): Paired => {
  const differences = xs.map((x, i) => x - (ys[i] ?? NaN))
  const difference = mean(differences)
  const error = standardError(differences)
  const freedom = differences.length - 1
  const t = difference / error
  return {
    difference,
    standardError: error,
    p:
      error === 0
        ? difference === 0
          ? 1
          : 0
        : incompleteBeta(freedom / (freedom + t * t), freedom / 2, 0.5),
  }
}
