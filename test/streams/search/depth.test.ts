import { describe, expect, it } from 'vitest'
import { accuracy, random } from '../../../src/core.ts'
import {
  branch,
  computeReward,
  joinRewards,
  mergeSearches,
  preFilter,
  searchLoop,
  trainChild,
  trainerPool,
  validateAction,
} from '../../../streams/index.ts'
import { type Child, space } from '../support.ts'

/** Calls a function where most of the stack is used up already, so that few nested calls overflow it. */
const deepDown = <R>(call: () => R): R => {
  const depth = (): number => {
    try {
      return 1 + depth()
    } catch {
      return 1
    }
  }
  const down = (levels: number): R => (levels <= 0 ? call() : down(levels - 1))
  return down(0.75 * depth())
}

/** Episodes of a search whose trainers answer at once. */
const episodesOf = (batch: number, episodes: number): number => {
  let rewarded = 0
  const one = searchLoop({ policy: random(space), seed: 1, batch, episodes }, (proposed) =>
    proposed.pipe(
      validateAction(space),
      preFilter(({ a }: Child) => a, batch),
      trainChild<Child>(
        trainerPool(1)(() => [{ accuracy: 1 }]),
        {
          ...{ budget: {}, seed: 1, workers: 2 },
          cost: ({ a }) => a,
        },
      ),
      branch({ x: computeReward(accuracy), y: computeReward(accuracy) }),
      joinRewards({ x: 1, y: 1 }),
    ),
  )
  mergeSearches({ one }).subscribe({
    next: ({ event }) => {
      if (event._tag === 'Rewarded') rewarded += 1
    },
    error: (error: unknown) => {
      throw error
    },
  })
  return rewarded
}

describe('a search whose trainers answer at once', () => {
  it('would be noticed if it nested', () => {
    const nested = (n: number): number => (n === 0 ? 0 : 1 + nested(n - 1))
    expect(() => deepDown(() => nested(4_000))).toThrow(RangeError)
  })

  it('does not nest its rounds on the stack', () => {
    expect(deepDown(() => episodesOf(1, 4_000))).toBe(4_000)
  })

  it('does not nest the children of a round on the stack', () => {
    expect(deepDown(() => episodesOf(4_000, 4_000))).toBe(4_000)
  })
})
