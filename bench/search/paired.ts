import { type Difference, pairedDifference } from '../../src/core.ts'

/** The paired t-test of `xs` against `ys`, which have the same seeds in the same order. */
export const paired = (xs: ReadonlyArray<number>, ys: ReadonlyArray<number>): Difference =>
  pairedDifference(xs.map((x, i) => [x, ys[i] ?? NaN]))
