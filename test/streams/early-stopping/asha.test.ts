import { describe, expect, it } from 'vitest'
import { asha } from '../../../streams/index.ts'
import { learner, measured, searched, slowly, stoppingLaws } from './stopping.ts'

describe('asha', () => {
  stoppingLaws((from) => asha(from === undefined ? {} : { from }))

  it('lets a child go on exactly where it is among the best of all that came to its rung', async () => {
    const children = measured(await searched((from) => asha({ rungs: [0.25], eta: 3, from })))
    const known = new Map<string, number>()
    for (let begin = 0; begin < children.length; begin += 4) {
      const round = children.slice(begin, begin + 4)
      const there = [...known.values()]
      for (const { cached, metrics } of round) {
        if (cached) continue
        const better = there.filter((value) => value > (metrics['accuracyAt25'] ?? NaN)).length
        const places = Math.max(1, Math.floor((there.length + 1) / 3))
        expect(metrics.stoppedAt === undefined).toBe(better < places)
      }
      for (const { validated, metrics } of round)
        known.set(validated.key, known.get(validated.key) ?? metrics['accuracyAt25'] ?? NaN)
    }
  })

  it('counts the children of its own round where it is asynchronous', async () => {
    const stoppedInFirstRound = async (asynchronous: boolean) =>
      measured(
        await searched((from) => asha({ asynchronous, from }), {
          workers: 4,
          trainer: slowly(learner),
        }),
      )
        .slice(0, 4)
        .filter(({ metrics }) => metrics.stoppedAt !== undefined).length
    expect(await stoppedInFirstRound(false)).toBe(0)
    expect(await stoppedInFirstRound(true)).toBeGreaterThan(0)
  })

  it.each([1, 0, NaN, Infinity])('refuses an eta of %s', (eta) => {
    expect(() => asha({ eta })).toThrow(RangeError)
  })
})
