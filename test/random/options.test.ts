import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { checkBudget, partOfBudget, stepsOf } from '../../src/episode/index.ts'
import {
  deriveSeed,
  nextBelow,
  nextUniform,
  permutation,
  randomState,
  uniformArray,
} from '../../src/random/index.ts'
import { choice, mutate, sample } from '../../src/space/index.ts'

// What a program passes where types are not checked.
const nonsense = [NaN, Infinity, -Infinity, 1.5, 'abc', '4', '', null, true, {}, [1], 4n] as const
const asNumber = (value: unknown): number => value as number

describe('a seed', () => {
  it.each([...nonsense, 2 ** 32, 2 ** 53, -(2 ** 31) - 1, undefined])(
    'that others cannot be told from is refused: %s',
    (seed) => {
      for (const use of [randomState, (s: number) => deriveSeed(s, 1)]) {
        expect(() => use(asNumber(seed))).toThrow(RangeError)
        expect(() => use(asNumber(seed))).toThrow(
          'a whole number from -2147483648 to 4294967295 as seed',
        )
      }
    },
  )

  it('of 32 bits is taken, and two give different generators', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 2 ** 32 - 1 }),
        fc.integer({ min: 0, max: 2 ** 32 - 1 }),
        (one, other) => {
          fc.pre(one !== other)
          expect(randomState(one)).not.toEqual(randomState(other))
          expect(nextUniform(randomState(one))).toEqual(nextUniform(randomState(one)))
        },
      ),
    )
    expect(() => randomState(-1)).not.toThrow()
  })
})

describe('sizes of what is drawn', () => {
  it.each([...nonsense, -1, 2 ** 53])('are whole numbers: %s', (size) => {
    const count = asNumber(size)
    expect(() => nextBelow(count)).toThrow(RangeError)
    expect(() => permutation(count)).toThrow(RangeError)
    expect(() => uniformArray(count, 0, 1)).toThrow(RangeError)
    expect(() => sample(choice(1, 2), count)).toThrow(RangeError)
    expect(() => mutate(choice(1, 2), count)(1)).toThrow(RangeError)
  })

  it('are at least one where one is drawn, and no more than memory', () => {
    expect(() => nextBelow(0)).toThrow('a whole number of 1 or more as bound, not 0')
    expect(() => sample(choice(1, 2), 0)).toThrow('as tries, not 0')
    expect(() => permutation(2 ** 31)).toThrow('from 0 to 2147483647 as count')
    expect(() => uniformArray(1, 0, NaN)).toThrow('a finite number as high, not NaN')
    expect(permutation(0)(randomState(1))[0]).toHaveLength(0)
  })
})

describe('a budget', () => {
  it.each(nonsense.filter((value) => value !== 1.5))('has no limit that is none: %s', (value) => {
    for (const name of ['steps', 'images', 'epochs']) {
      const budget = { [name]: asNumber(value) }
      expect(() => stepsOf(budget, 950, 100)).toThrow(name)
      expect(() => {
        checkBudget('search()', budget)
      }).toThrow(`search() budget takes a finite number above 0 as ${name}`)
      expect(() => partOfBudget(0.5)(budget)).toThrow(RangeError)
    }
    expect(() => partOfBudget(asNumber(value))({})).toThrow(RangeError)
    expect(() => stepsOf({}, 950, asNumber(value))).toThrow(RangeError)
  })

  it.each([0, -1, -0.5])('is above 0 where a search is given it: %d', (value) => {
    for (const name of ['steps', 'images', 'epochs'])
      expect(() => {
        checkBudget('search()', { [name]: value })
      }).toThrow(RangeError)
    expect(() => partOfBudget(value)({ steps: 4 })).toThrow(RangeError)
    expect(() => stepsOf({}, 950, value)).toThrow(RangeError)
  })

  it('may be fractional, and empty', () => {
    expect(() => {
      checkBudget('search()', { epochs: 0.25, images: 12_000 })
      checkBudget('search()', {})
    }).not.toThrow()
  })
})
