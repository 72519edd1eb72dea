/** Mean and range of some figures. */
export interface Spread {
  readonly count: number
  readonly mean: number
  readonly lowest: number
  readonly highest: number
}

/** The spread of figures; `undefined` of none. */
export const spreadOf = (values: ReadonlyArray<number>): Spread | undefined =>
  values.length === 0
    ? undefined
    : {
        count: values.length,
        mean: values.reduce((a, b) => a + b, 0) / values.length,
        lowest: Math.min(...values),
        highest: Math.max(...values),
      }

/** A spread in words: `0.9650 (0.9641 to 0.9662, 3 seeds)`. */
export const showSpread = ({ count, mean, lowest, highest }: Spread): string =>
  count === 1
    ? `${mean.toFixed(4)} (1 seed)`
    : `${mean.toFixed(4)} (${lowest.toFixed(4)} to ${highest.toFixed(4)}, ${count} seeds)`
