import { describe, expect, it } from 'vitest'
import { type Budget, partOfBudget } from '../../src/core.ts'

describe('a part of a budget', () => {
  it.each<readonly [whole: Budget, half: Budget]>([
    [{}, { epochs: 0.5 }],
    [{ epochs: 4 }, { epochs: 2 }],
    [{ steps: 7 }, { steps: 4 }],
    [{ images: 1001 }, { images: 501 }],
    [
      { steps: 10, images: 300, epochs: 1 },
      { steps: 5, images: 150, epochs: 0.5 },
    ],
    [
      { steps: 10, images: 300 },
      { steps: 5, images: 150 },
    ],
  ])('%j by half is %j', (whole, half) => {
    expect(partOfBudget(0.5)(whole)).toStrictEqual(half)
  })
})
