import { type Examples } from '../../src/core.ts'

/** The examples of a part, a row each. */
export const rowsOf = ({ count, values }: Pick<Examples, 'count' | 'values'>): number[][] => {
  const size = values.length / count
  return Array.from({ length: count }, (_, i) => [...values.subarray(i * size, (i + 1) * size)])
}
