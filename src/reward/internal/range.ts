/** Least and most that something can be; either may be infinite. */
export type Range = readonly [least: number, most: number]

/** Everything a number can be. */
export const unbounded: Range = [-Infinity, Infinity]

const spanOf = (ends: ReadonlyArray<number>): Range => [Math.min(...ends), Math.max(...ends)]

// The end of a range is a limit, and a factor that is always 0 makes 0 of whatever grows.
const times = (a: number, b: number): number => (a === 0 || b === 0 ? 0 : a * b)

/** The range of sums. */
export const plusRange = (a: Range, b: Range): Range => [a[0] + b[0], a[1] + b[1]]

/** The range of products. */
export const timesRange = (a: Range, b: Range): Range =>
  spanOf(a.flatMap((x) => b.map((y) => times(x, y))))

/** The range of a multiple. */
export const scaledRange = (factor: number, range: Range): Range =>
  timesRange([factor, factor], range)

/** The range of powers with a fixed exponent, but for those that are no number. */
export const powerRange = ([least, most]: Range, exponent: number): Range => {
  const ends = [least, most].map((end) => end ** exponent)
  if (least >= 0 || exponent % 2 === 1) return spanOf(ends)
  if (exponent < 0) return unbounded
  // Even, or of nothing below 0.
  return spanOf([0, ...ends.map((end) => (Number.isNaN(end) ? 0 : end))])
}

/** The range of what a function that never falls makes of a range. */
export const mappedRange = (f: (value: number) => number, [least, most]: Range): Range => [
  f(least),
  f(most),
]
