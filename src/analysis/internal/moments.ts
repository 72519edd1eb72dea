/** Mean and unbiased variance of numbers; the variance of one number is none. */
export const moments = (
  values: ReadonlyArray<number>,
): { readonly mean: number; readonly variance: number } => {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0)
  return { mean, variance: squares / (values.length - 1) }
}
