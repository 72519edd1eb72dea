import { mean as meanOf } from '../../common/index.ts'

/** Mean and unbiased variance of numbers; the variance of one number is NaN. */
export const moments = (
  values: ReadonlyArray<number>,
): { readonly mean: number; readonly variance: number } => {
  const mean = meanOf(values)
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0)
  return { mean, variance: squares / (values.length - 1) }
}
