import { moments } from './internal/moments.ts'

/**
 * The standard error of the mean of some numbers.
 *
 * @param values - two or more
 * @example
 * import { standardError } from 'rxnas/analysis'
 *
 * console.log(standardError([0.9, 0.92, 0.94]).toFixed(4)) // 0.0115
 */
export const standardError = (values: ReadonlyArray<number>): number =>
  Math.sqrt(moments(values).variance / values.length)
