import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { didYouMean, nearest } from '../../src/common/index.ts'

const names = ['mlp', 'cnn2d', 'cell-dag', 'article-cnn1d', 'trainExamples', 'constructor']

describe('the nearest name', () => {
  it.each([
    ['mpl', 'mlp'],
    ['CNN2D', 'cnn2d'],
    ['celldag', 'cell-dag'],
    ['trainexample', 'trainExamples'],
    ['article-cnn2', 'article-cnn1d'],
    ['contructor', 'constructor'],
    ['transformer', undefined],
    ['toString', undefined],
    ['', undefined],
    ['mlp'.repeat(1e6), undefined],
  ])('of %s is %s', (given, name) => {
    expect(nearest(given, names)).toBe(name)
    expect(didYouMean(given, names)).toBe(name === undefined ? '' : ` Did you mean ${name}?`)
  })

  it('is a name itself, and one of a slip or two', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...names),
        fc.nat(30),
        fc.constantFrom('x', ''),
        (name, at, by) => {
          expect(nearest(name, names)).toBe(name)
          const slip = `${name.slice(0, at)}${by}${name.slice(at + 1)}`
          if (name.length > 4) expect(nearest(slip, names)).toBe(name)
        },
      ),
    )
    expect(nearest('mlp', [])).toBeUndefined()
  })
})
