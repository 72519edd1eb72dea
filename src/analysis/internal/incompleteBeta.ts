/** Lanczos's coefficients for g = 7, of fifteen digits. */
const lanczos: readonly [number, ...ReadonlyArray<number>] = [
  0.99999999999980993, 676.5203681218851, -1259.1392167224028, 771.32342877765313,
  -176.61502916214059, 12.507343278686905, -0.13857109526572012, 9.9843695780195716e-6,
  1.5056327351493116e-7,
]

/** The natural logarithm of the gamma function, for x of 0.5 or more. */
const logGamma = (x: number): number => {
  const [first, ...rest] = lanczos
  const base = x + 6.5
  const sum = rest.reduce((total, c, i) => total + c / (x + i), first)
  return 0.5 * Math.log(2 * Math.PI) + (x - 0.5) * Math.log(base) - base + Math.log(sum)
}

/** The continued fraction of the incomplete beta function, by Lentz's method. */
const fraction = (a: number, b: number, x: number): number => {
  const tiny = 1e-300
  const away = (value: number): number => (Math.abs(value) < tiny ? tiny : value)
  let c = 1
  let d = 1 / away(1 - ((a + b) * x) / (a + 1))
  let h = d
  // It converges in about the square root of the larger parameter.
  for (let m = 1; m <= 10_000; m++) {
    const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m))
    d = 1 / away(1 + even * d)
    c = away(1 + even / c)
    h *= d * c
    const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1))
    d = 1 / away(1 + odd * d)
    c = away(1 + odd / c)
    h *= d * c
    if (Math.abs(d * c - 1) < 1e-15) break
  }
  return h
}

/**
 * The regularised incomplete beta function: the distribution function of a beta variable at x.
 *
 * Source: Press et al., "Numerical Recipes" (3rd edition, 2007), section 6.4.
 *
 * @param a - 0.5 or more
 * @param b - 0.5 or more
 */
export const incompleteBeta = (a: number, b: number, x: number): number => {
  if (x <= 0) return 0
  if (x >= 1) return 1
  const front = Math.exp(
    logGamma(a + b) - logGamma(a) - logGamma(b) + a * Math.log(x) + b * Math.log1p(-x),
  )
  return x < (a + 1) / (a + b + 2)
    ? (front * fraction(a, b, x)) / a
    : 1 - (front * fraction(b, a, 1 - x)) / b
}

/** The quantile of a beta variable: where {@link incompleteBeta} is `p`. */
export const betaQuantile = (a: number, b: number, p: number): number => {
  let low = 0
  let high = 1
  // The function grows: halving finds every bit there is.
  for (let i = 0; i < 200; i++) {
    const middle = (low + high) / 2
    if (middle === low || middle === high) break
    if (incompleteBeta(a, b, middle) < p) low = middle
    else high = middle
  }
  return (low + high) / 2
}
