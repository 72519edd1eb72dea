import { describe, expect, it } from 'vitest'
import { kendallTau, spearmanRho } from '../../bench/rankCorrelation.ts'

describe('rank correlations', () => {
  // The values of scipy's documentation.
  it('has the tau-b of scipy, ties too', () => {
    expect(kendallTau([12, 2, 1, 12, 2], [1, 4, 7, 1, 0])).toBeCloseTo(-0.47140452079103173, 12)
  })

  it('has the rho of scipy, ties too', () => {
    expect(spearmanRho([1, 2, 3, 4, 5], [5, 6, 7, 8, 7])).toBeCloseTo(0.8207826816681233, 12)
  })

  it.each([kendallTau, spearmanRho])(
    'is 1 for the same order and -1 for the opposite: %o',
    (of) => {
      expect(of([1, 2, 5], [10, 20, 21])).toBeCloseTo(1, 12)
      expect(of([1, 2, 5], [3, 2, 1])).toBeCloseTo(-1, 12)
    },
  )
})
