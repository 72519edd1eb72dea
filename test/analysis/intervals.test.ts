import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  meanDifference,
  pairedDifference,
  proportionInterval,
  randomState,
  nextUniform,
  standardError,
  verdictOf,
} from '../../src/core.ts'

const finite = fc.double({ min: -1e3, max: 1e3, noNaN: true })
const some = fc.array(finite, { minLength: 2, maxLength: 30 })

describe('proportionInterval', () => {
  // Computed by scipy 1.17.1: binomtest(k, n).proportion_ci(confidence, 'exact').
  it.each([
    [0, 1, 0.95, 0, 0.975],
    [0, 100, 0.95, 0, 0.0362166926],
    [7, 8, 0.95, 0.4734903291, 0.9968402765],
    [8, 8, 0.95, 0.6305833524, 1],
    [15, 20, 0.95, 0.5089541283, 0.9134285309],
    [3, 3000, 0.99, 0.0001126523, 0.0036542972],
    [499, 1000, 0.9, 0.4725199694, 0.5254844031],
  ])('%d of %d at %d', (successes, tries, confidence, low, high) => {
    const interval = proportionInterval(successes, tries, confidence)
    expect(interval.low).toBeCloseTo(low, 9)
    expect(interval.high).toBeCloseTo(high, 9)
  })

  it('says of no try that anything may be', () => {
    expect(proportionInterval(0, 0)).toEqual({ low: 0, high: 1, confidence: 0.95 })
  })

  it('holds the share seen, is mirrored, grows with confidence and shrinks with tries', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 300 }), fc.nat(), (tries, n) => {
        const successes = n % (tries + 1)
        const { low, high } = proportionInterval(successes, tries)
        expect(low).toBeLessThanOrEqual(successes / tries)
        expect(high).toBeGreaterThanOrEqual(successes / tries)
        expect(proportionInterval(tries - successes, tries).low).toBeCloseTo(1 - high, 9)
        const wide = proportionInterval(successes, tries, 0.99)
        expect(wide.high - wide.low).toBeGreaterThan(high - low)
        const more = proportionInterval(4 * successes, 4 * tries)
        expect(more.high - more.low).toBeLessThan(high - low)
      }),
      { numRuns: 50 },
    )
  })
})

describe('meanDifference', () => {
  it('is Welch’s, as scipy 1.17.1 computes it', () => {
    const a = [0.9, 0.92, 0.94, 0.88, 0.95]
    const b = [0.8, 0.9, 0.7, 0.85]
    const { difference, interval } = meanDifference(a, b)
    expect(difference).toBeCloseTo(0.1055, 12)
    expect(interval.low).toBeCloseTo(-0.024823981544325607, 9)
    expect(interval.high).toBeCloseTo(0.23582398154432524, 9)
  })

  it('moves with a shift, turns with the sides, and holds the difference', () => {
    fc.assert(
      fc.property(some, some, finite, (a, b, by) => {
        const { difference, interval } = meanDifference(a, b)
        const moved = meanDifference(
          a.map((v) => v + by),
          b,
        )
        expect(moved.difference).toBeCloseTo(difference + by, 6)
        expect(moved.interval.high - moved.interval.low).toBeCloseTo(
          interval.high - interval.low,
          6,
        )
        expect(meanDifference(b, a).interval.low).toBeCloseTo(-interval.high, 6)
        expect(interval.low).toBeLessThanOrEqual(difference)
        expect(interval.high).toBeGreaterThanOrEqual(difference)
      }),
    )
  })

  it('has no ends where one number is all there is, and says so', () => {
    const { difference, interval } = meanDifference([1], [0, 0.1])
    expect(difference).toBe(0.95)
    expect([interval.low, interval.high]).toEqual([-Infinity, Infinity])
    expect(verdictOf(interval)).toBe('CannotTell')
  })
})

describe('pairedDifference', () => {
  const pairs = [
    [0.93, 0.92],
    [0.94, 0.92],
    [0.93, 0.91],
    [0.95, 0.93],
    [0.9, 0.95],
  ] as const

  it('is Student’s, as scipy 1.17.1 computes it', () => {
    const { difference, interval } = pairedDifference(pairs)
    expect(difference).toBeCloseTo(0.004, 12)
    expect(interval.low).toBeCloseTo(-0.03386566281639447, 9)
    expect(interval.high).toBeCloseTo(0.041865662816394436, 9)
    expect(pairedDifference(pairs, 0.99).interval.low).toBeCloseTo(-0.05879148240563182, 9)
  })

  it('tells how often so large a difference comes by chance, as Student’s t of few degrees does', () => {
    // Of one degree of freedom it is Cauchy's distribution, of two an algebraic one.
    const two = pairedDifference([
      [0.3, 0],
      [0.1, 0],
    ])
    expect(two.standardError).toBeCloseTo(0.1, 12)
    expect(two.p).toBeCloseTo(1 - (2 / Math.PI) * Math.atan(2), 12)
    const three = pairedDifference([
      [0, 0.1],
      [0, 0.2],
      [0, 0.6],
    ])
    const t = Math.abs(three.difference) / three.standardError
    expect(three.p).toBeCloseTo(1 - t / Math.sqrt(t ** 2 + 2), 12)
  })

  it('is by chance as often as its interval says', () => {
    fc.assert(
      fc.property(some, fc.double({ min: 0.01, max: 0.99, noNaN: true }), (values, confidence) => {
        const { interval, p } = pairedDifference(
          values.map((value) => [value, 0]),
          confidence,
        )
        // An end of 0 up to rounding is of either side.
        fc.pre(Math.abs(p - (1 - confidence)) > 1e-9)
        expect(verdictOf(interval) === 'CannotTell').toBe(p > 1 - confidence)
      }),
    )
    expect(pairedDifference([[1, 1]]).p).toBe(1)
    expect(pairedDifference([[1, 0], [1, 0]]).p).toBe(0) // prettier-ignore
    expect(pairedDifference([[1, 0]]).p).toBe(1)
  })

  it('cannot tell of one pair', () => {
    expect(verdictOf(pairedDifference([[1, 0]]).interval)).toBe('CannotTell')
  })

  it('holds the true difference in 95 of 100 samples', () => {
    let state = randomState(1)
    const uniform = (): number => {
      const [u, next] = nextUniform(state)
      state = next
      return u
    }
    const held = Array.from({ length: 1000 }, () => {
      const sample = Array.from({ length: 6 }, () => [uniform() + 0.25, uniform()] as const)
      const { low, high } = pairedDifference(sample).interval
      return low <= 0.25 && high >= 0.25
    }).filter(Boolean).length
    expect(held / 1000).toBeGreaterThan(0.93)
    expect(held / 1000).toBeLessThan(0.975)
  })
})

describe('standardError', () => {
  it('is the deviation of the mean', () => {
    expect(standardError([1, 2, 3, 4])).toBeCloseTo(Math.sqrt(5 / 3 / 4), 12)
    expect(standardError([7, 7])).toBe(0)
    expect(standardError([7])).toBeNaN()
  })
})

describe('verdictOf', () => {
  it.each([
    [0.01, 0.02, 0, 'Better'],
    [-0.02, -0.01, 0, 'Worse'],
    [-0.01, 0.01, 0, 'CannotTell'],
    [0, 0.01, 0, 'CannotTell'],
    [0.51, 0.6, 0.5, 'Better'],
    [0.4, 0.6, 0.5, 'CannotTell'],
  ] as const)('of %d to %d beside %d is %s', (low, high, nothing, verdict) => {
    expect(verdictOf({ low, high, confidence: 0.95 }, nothing)).toBe(verdict)
  })
})
