import { describe, expect, it } from 'vitest'
import { paired } from '../../bench/search/paired.ts'

describe('the paired test', () => {
  it('has the p of Student’s t', () => {
    // t is 2.05798 with 4 degrees of freedom; p by numerical integration of the density.
    const { p, difference } = paired([1, 2, 3, 4, 5.5], [0.5, 2.5, 2, 3, 4.5])
    expect(difference).toBeCloseTo(0.6, 12)
    expect(p).toBeCloseTo(0.10870095, 6)
  })
})
