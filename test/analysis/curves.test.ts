import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { areaUnderCurve, incumbentCurve, simpleRegret, timeToTarget } from '../../src/core.ts'

const rewards = fc.array(fc.double({ min: -10, max: 10, noNaN: true }), {
  minLength: 1,
  maxLength: 60,
})

describe('incumbentCurve', () => {
  it('never falls, is never below the reward, and is always one that was paid', () => {
    fc.assert(
      fc.property(rewards, (paid) => {
        const curve = incumbentCurve(paid)
        expect(curve).toHaveLength(paid.length)
        curve.forEach((best, i) => {
          expect(best).toBe(Math.max(...paid.slice(0, i + 1)))
        })
      }),
    )
  })

  it('is empty of nothing', () => {
    expect(incumbentCurve([])).toEqual([])
  })
})

describe('areaUnderCurve', () => {
  it('lies between the first reward and the best, and moves with the rewards', () => {
    fc.assert(
      fc.property(rewards, (paid) => {
        const area = areaUnderCurve(paid)
        expect(area).toBeGreaterThanOrEqual(paid[0]! - 1e-9)
        expect(area).toBeLessThanOrEqual(Math.max(...paid) + 1e-9)
        expect(areaUnderCurve(paid.map((r) => 2 * r + 1))).toBeCloseTo(2 * area + 1, 9)
      }),
    )
  })

  it('is more where the same is found earlier', () => {
    fc.assert(
      fc.property(rewards, (paid) => {
        const sorted = [...paid].sort((a, b) => b - a)
        expect(areaUnderCurve(sorted)).toBeGreaterThanOrEqual(areaUnderCurve(paid) - 1e-9)
      }),
    )
  })
})

describe('simpleRegret', () => {
  it('is what is missing, nothing at the optimum, and never grows', () => {
    fc.assert(
      fc.property(rewards, (paid) => {
        const best = Math.max(...paid)
        expect(simpleRegret(paid, best)).toBe(0)
        expect(simpleRegret(paid, best + 1)).toBeCloseTo(1, 9)
        expect(simpleRegret(paid, 10)).toBeLessThanOrEqual(simpleRegret(paid.slice(0, 1), 10))
      }),
    )
  })
})

describe('timeToTarget', () => {
  it('is the first episode of the target or more', () => {
    fc.assert(
      fc.property(rewards, fc.double({ min: -10, max: 10, noNaN: true }), (paid, target) => {
        const time = timeToTarget(paid, target)
        if (time === undefined) expect(Math.max(...paid)).toBeLessThan(target)
        else {
          expect(paid[time - 1]).toBeGreaterThanOrEqual(target)
          expect(paid.slice(0, time - 1).every((r) => r < target)).toBe(true)
        }
      }),
    )
  })

  it('counts what the episodes cost where that is told', () => {
    expect(timeToTarget([0.1, 0.9, 1], 0.5, [3, 4, 5])).toBe(7)
    expect(timeToTarget([0.1], 0.5, [3])).toBeUndefined()
  })
})
