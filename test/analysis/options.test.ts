import { describe, expect, it } from 'vitest'
import {
  compareSearches,
  meanDifference,
  pairedDifference,
  proportionInterval,
  upperTailShare,
} from '../../src/core.ts'

// What a program passes where types are not checked.
const nonsense = [NaN, Infinity, -1, '0.5', null, {}] as unknown as ReadonlyArray<number>
const found = [{ reward: 0.5, key: 'a' }]

describe('what is compared', () => {
  it.each([...nonsense, 0, 1, 95])('has a confidence between 0 and 1: %s', (confidence) => {
    for (const compare of [
      () => compareSearches(found, found, confidence),
      () => upperTailShare(found, found, confidence),
      () => meanDifference([1, 2], [1, 2], confidence),
      () => pairedDifference([[1, 2]], confidence),
      () => proportionInterval(1, 2, confidence),
    ])
      expect(compare).toThrow('takes a number between 0 and 1 as confidence')
  })

  it('is something', () => {
    for (const compare of [
      () => compareSearches(found, []),
      () => compareSearches([], found),
      () => meanDifference([], [1]),
      () => pairedDifference([]),
    ])
      expect(compare).toThrow('takes samples of one or more, and one is empty')
  })

  it.each([...nonsense, 0.5])('succeeded a whole number of times: %s', (count) => {
    expect(() => proportionInterval(count, 3)).toThrow('from 0 to 3 as successes')
    expect(() => proportionInterval(0, count)).toThrow('as tries')
  })

  it('succeeded no more often than it was tried', () => {
    expect(() => proportionInterval(4, 3)).toThrow('from 0 to 3 as successes, not 4')
  })
})
