/** The tail of the standard normal distribution above z >= 0 over its density: Mills' ratio. */
const mills = (z: number): number => {
  // Lentz's continued fraction converges fast where z is large; below, the series of erf is summed.
  if (z > 3) {
    let rest = z
    for (let k = 40; k >= 1; k--) rest = z + k / rest
    return 1 / rest
  }
  let term = z
  let sum = z
  for (let k = 1; k < 60; k++) {
    term *= (z * z) / (2 * k + 1)
    sum += term
  }
  return Math.sqrt(Math.PI / 2) * Math.exp((z * z) / 2) - sum
}

/**
 * The logarithm of the improvement over `best` to be expected of a normal `mean` and `deviation`.
 *
 * Source: Jones, Schonlau and Welch, "Efficient Global Optimization of Expensive Black-Box Functions"
 * (1998); its logarithm as in Ament et al., "Unexpected Improvements to Expected Improvement" (2023).
 */
export const logExpectedImprovement = (mean: number, deviation: number, best: number): number => {
  const z = (mean - best) / deviation
  const logDensity = -(z * z) / 2 - 0.5 * Math.log(2 * Math.PI)
  if (z < 0) {
    // 1 - |z| mills loses its digits far out, where it is about 1 / z^2 - 3 / z^4.
    const part = z > -30 ? 1 + z * mills(-z) : (1 - 3 / (z * z)) / (z * z)
    return Math.log(deviation) + logDensity + Math.log(Math.max(part, 1e-300))
  }
  const density = Math.exp(logDensity)
  return Math.log(deviation) + Math.log(z * (1 - density * mills(z)) + density)
}
