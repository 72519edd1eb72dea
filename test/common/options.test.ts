import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  checkOptions,
  finiteNumber,
  oneOfNames,
  optional,
  type OptionCheck,
  positiveNumber,
  seedNumber,
  trueOrFalse,
  wholeNumber,
} from '../../src/common/index.ts'

const refusal = (value: unknown, check: OptionCheck): string | undefined => {
  try {
    checkOptions('f()', { option: value }, { option: check })
    return undefined
  } catch (error) {
    expect(error).toBeInstanceOf(RangeError)
    return error instanceof Error ? error.message : ''
  }
}

const nonsense = [NaN, Infinity, -Infinity, '4', '', null, true, [], {}, 4n, undefined, () => 4]

describe('options of a call', () => {
  it.each<readonly [string, OptionCheck, ReadonlyArray<unknown>, ReadonlyArray<unknown>]>([
    ['counts', wholeNumber(1, 1024), [1, 4, 1024], [0, -1, 1.5, 1025, 1e9, ...nonsense]],
    ['sizes', wholeNumber(), [0, 7, Number.MAX_SAFE_INTEGER], [-1, 0.5, 2 ** 53, ...nonsense]],
    ['seeds', seedNumber, [0, 42, -1, 2 ** 32 - 1], [1.5, 'abc', 2 ** 32, 2 ** 53, ...nonsense]],
    ['parts', finiteNumber(0, 1), [0, 0.5, 1], [-0.1, 1.1, ...nonsense]],
    ['rates', positiveNumber(), [1e-9, 5], [0, -1, ...nonsense]],
    ['times', positiveNumber(10), [10], [11, ...nonsense]],
    ['names', oneOfNames('one', 'size'), ['one', 'size'], ['constructor', 'toString', ...nonsense]],
    ['switches', trueOrFalse, [true, false], nonsense.filter((value) => value !== true)],
  ])('that are %s are taken, and nothing else is', (_, check, taken, refused) => {
    for (const value of taken) expect(refusal(value, check)).toBeUndefined()
    for (const value of refused) expect(refusal(value, check)).toContain(`f() takes ${check.takes}`)
  })

  it('are refused by name, with what they were', () => {
    expect(refusal('4', wholeNumber(1, 9))).toBe(
      'f() takes a whole number from 1 to 9 as option, not "4".',
    )
    expect(refusal(NaN, finiteNumber(0))).toBe(
      'f() takes a finite number of 0 or more as option, not NaN.',
    )
    expect(refusal('x'.repeat(1e6), finiteNumber())?.length).toBeLessThan(200)
  })

  it('may be missing where they have a default', () => {
    expect(refusal(undefined, optional(wholeNumber(1)))).toBeUndefined()
    expect(refusal(null, optional(wholeNumber(1)))).toContain('not null')
    expect(refusal(undefined, wholeNumber(1))).toContain('not nothing')
  })

  it('are never what every object has', () => {
    for (const name of ['constructor', 'toString', '__proto__', 'hasOwnProperty'])
      expect(() => {
        checkOptions('f()', {}, Object.fromEntries([[name, optional(wholeNumber())]]))
      }).not.toThrow()
  })

  it('of whole numbers are those of JavaScript', () => {
    fc.assert(
      fc.property(fc.double(), (value) => {
        expect(refusal(value, wholeNumber(-1000, 1000)) === undefined).toBe(
          Number.isInteger(value) && Math.abs(value) <= 1000,
        )
      }),
    )
  })
})
