import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  compareSearches,
  deriveSeed,
  type Observation,
  nextBelow,
  nextUniform,
  randomState,
  upperTailShare,
} from '../../src/core.ts'

/** Random draws of 5,000 architectures; by a better search, of two drawn ones the better. */
const draws = (
  seed: number,
  episodes: number,
  of: (architecture: number, noise: number) => number,
  better = false,
): ReadonlyArray<Observation> => {
  let state = randomState(seed)
  return Array.from({ length: episodes }, () => {
    const [one, second] = nextBelow(5000)(state)
    const [other, third] = nextBelow(5000)(second)
    const [noise, next] = nextUniform(third)
    state = next
    const architecture = better ? Math.max(one, other) : one
    return { key: String(architecture), reward: of(architecture, noise) }
  })
}

/** Accuracies as of 200 examples, so that many tie. */
const noisy = (architecture: number, noise: number): number =>
  Math.round(200 * (0.6 + 0.3 * (architecture / 5000) + 0.1 * noise)) / 200
const exact = (architecture: number): number => Math.sqrt(architecture / 5000)

const verdicts = (
  episodes: number,
  of: (architecture: number, noise: number) => number,
  better: boolean,
  pairs = 300,
) => {
  const count = { Better: 0, Worse: 0, CannotTell: 0 }
  for (let pair = 0; pair < pairs; pair++)
    count[
      compareSearches(
        draws(deriveSeed(pair, 1), episodes, of, better),
        draws(deriveSeed(pair, 2), episodes, of),
      ).verdict
    ] += 1
  return count
}

describe('compareSearches', () => {
  it.each([
    [16, 'noisy', noisy],
    [100, 'noisy', noisy],
    [100, 'exact', exact],
    [400, 'exact', exact],
  ])(
    'of two random searches of %d episodes with %s rewards cannot tell, but in one of twenty',
    (episodes, _, of) => {
      const { Better, Worse } = verdicts(episodes, of, false)
      // 15 expected at most; 27 is beyond chance by three standard deviations.
      expect(Better + Worse).toBeLessThan(27)
    },
  )

  it('sees a search that proposes better ones, and one that proposes worse', () => {
    expect(verdicts(400, exact, true, 100).Better).toBeGreaterThan(60)
    const better = draws(3, 400, exact, true)
    const random = draws(4, 400, exact)
    expect(compareSearches(random, better).verdict).toBe('Worse')
  })

  it('tells the figures of both sides', () => {
    const found = (...rewards: ReadonlyArray<number>): ReadonlyArray<Observation> =>
      rewards.map((reward, i) => ({ reward, key: reward === 0 ? undefined : String(i) }))
    const comparison = compareSearches(found(0.5, 0, 0.75, 1), found(0.25, 0.75, 0, 0.5))
    expect(comparison).toMatchObject({
      verdict: 'CannotTell',
      episodes: { search: 4, baseline: 4 },
      architectures: { search: 3, baseline: 3 },
      best: { search: 1, baseline: 0.75, reached: 3 },
      mean: { search: 0.5625, baseline: 0.375, difference: 0.1875 },
      area: { search: 0.6875, baseline: 0.625 },
    })
    // None of 4 reached it, and of 4 more some may.
    expect(comparison.best.chance.estimate).toBe(0)
    expect(comparison.best.chance.high).toBeCloseTo(0.975, 9)
  })

  it('says what the baseline reaches with certainty, and never NaN', () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 1, maxLength: 40 }),
        fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 1, maxLength: 40 }),
        (a, b) => {
          const found = (rewards: ReadonlyArray<number>) =>
            rewards.map((reward, i) => ({ reward, key: String(i % 7) }))
          const { best, upperTail, area } = compareSearches(found(a), found(b))
          for (const value of [best.chance.estimate, best.chance.low, upperTail.share, area.search])
            expect(Number.isFinite(value)).toBe(true)
          expect(best.chance.low).toBeLessThanOrEqual(best.chance.estimate)
          expect(best.chance.high).toBeGreaterThanOrEqual(best.chance.estimate)
          if (Math.min(...b) >= Math.max(...a)) expect(best.chance.estimate).toBe(1)
          expect((best.reached === undefined) === Math.max(...a) < Math.max(...b)).toBe(true)
        },
      ),
    )
  })
})

describe('upperTailShare', () => {
  it('is mirrored when the sides are changed', () => {
    fc.assert(
      fc.property(fc.integer(), fc.integer(), (one, other) => {
        const [a, b] = [draws(one, 50, noisy), draws(other, 70, noisy)]
        const [ab, ba] = [upperTailShare(a, b), upperTailShare(b, a)]
        expect(ab.total).toBe(ba.total)
        expect(ab.search + ba.search).toBe(ab.total)
        expect(ab.interval.low).toBeCloseTo(1 - ba.interval.high, 9)
      }),
      { numRuns: 30 },
    )
  })

  it('gains nothing by proposing the same again', () => {
    const a = draws(1, 50, noisy)
    const b = draws(2, 50, noisy)
    expect(upperTailShare([...a, ...a, ...a], b)).toEqual(upperTailShare(a, b))
  })

  it('knows nothing where no child was trained', () => {
    const none = [{ reward: 0, key: undefined }]
    expect(upperTailShare(none, none)).toMatchObject({
      total: 0,
      share: 0.5,
      interval: { low: 0, high: 1 },
    })
  })
})
