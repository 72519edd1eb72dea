import * as fc from 'fast-check'

/** Fractions from 0 to 1, of few digits. */
export const fraction: fc.Arbitrary<number> = fc.oneof(
  { withCrossShrink: true },
  { weight: 6, arbitrary: fc.nat(100).map((percent) => percent / 100) },
  { weight: 3, arbitrary: fc.nat(1000).map((thousandth) => thousandth / 1000) },
  { weight: 1, arbitrary: fc.constantFrom(0, 1) },
)

/** Fractions, those next to the ends among them. */
export const edgeFraction: fc.Arbitrary<number> = fc.oneof(
  { weight: 3, arbitrary: fraction },
  { weight: 1, arbitrary: fc.constantFrom(Number.MIN_VALUE, 1e-9, 1 - 1e-9) },
)

const magnitudes = [1e3, 1e6, 1e9, 2 ** 31, 1e12, 2 ** 53] as const

/** Counts from `min` up to the huge. */
export const count = (min: number): fc.Arbitrary<number> =>
  fc.oneof(
    { withCrossShrink: true },
    { weight: 5, arbitrary: fc.integer({ min, max: 20 }) },
    {
      weight: 4,
      arbitrary: fc
        .tuple(fc.integer({ min: 1, max: 9 }), fc.constantFrom(...magnitudes))
        .map(([times, of]) => times * of),
    },
  )

/** Numbers of either sign, from the tiny to the huge. */
export const anyNumber: fc.Arbitrary<number> = fc.oneof(
  { withCrossShrink: true },
  { weight: 5, arbitrary: fc.integer({ min: -20, max: 20 }).map((tenth) => tenth / 10) },
  { weight: 2, arbitrary: count(0) },
  { weight: 2, arbitrary: count(0).map((value) => 0 - value) },
  { weight: 1, arbitrary: fc.constantFrom(Number.MIN_VALUE, Number.MAX_VALUE, -Number.MAX_VALUE) },
)
