/** A polynomial's coefficients over another's, the highest power first. */
interface Ratio {
  readonly top: ReadonlyArray<number>
  readonly bottom: ReadonlyArray<number>
}

const tail: Ratio = {
  top: [
    -0.007784894002430293, -0.3223964580411365, -2.400758277161838, -2.549732539343734,
    4.374664141464968, 2.938163982698783,
  ],
  bottom: [0.007784695709041462, 0.3224671290700398, 2.445134137142996, 3.754408661907416, 1],
}
const middle: Ratio = {
  top: [
    -39.69683028665376, 220.9460984245205, -275.9285104469687, 138.357751867269, -30.66479806614716,
    2.506628277459239,
  ],
  bottom: [
    -54.47609879822406, 161.5858368580409, -155.6989798598866, 66.80131188771972,
    -13.28068155288572, 1,
  ],
}

const polynomial = (coefficients: ReadonlyArray<number>, x: number): number =>
  coefficients.reduce((sum, c) => sum * x + c, 0)

const valueOf = ({ top, bottom }: Ratio, x: number): number =>
  polynomial(top, x) / polynomial(bottom, x)

/** The quantile of the standard normal distribution: Acklam's rational approximation, to 1e-9. */
const quantile = (p: number): number => {
  if (p > 0.5) return -quantile(1 - p)
  if (p < 0.02425) return valueOf(tail, Math.sqrt(-2 * Math.log(p)))
  const q = p - 0.5
  return q * valueOf(middle, q * q)
}

/**
 * Numbers as the normal quantiles of their ranks (van der Waerden scores), equal ones alike: only the
 * order of rewards counts, so neither a penalty nor the scale of a reward can wreck what is learned.
 */
export const normalScores = (values: ReadonlyArray<number>): Float64Array => {
  const order = values.map((_, i) => i).sort((a, b) => (values[a] ?? 0) - (values[b] ?? 0))
  const scores = new Float64Array(values.length)
  for (let from = 0; from < order.length;) {
    let to = from
    while (to < order.length && values[order[to] ?? 0] === values[order[from] ?? 0]) to++
    const score = quantile((from + to) / 2 / order.length)
    for (; from < to; from++) scores[order[from] ?? 0] = score
  }
  return scores
}
