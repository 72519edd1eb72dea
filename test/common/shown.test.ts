import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { shown } from '../../src/common/index.ts'

describe('a value in a message', () => {
  it('is its JSON, cut where that is longer than a line', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        // JSON has no negative zero, and writes none.
        const json = JSON.stringify(value)
        fc.pre(JSON.stringify(JSON.parse(json)) === json && !json.includes('__proto__'))
        const text = shown(value)
        expect(text.length).toBeLessThanOrEqual(60)
        if (json.length <= 60) expect(text).toBe(json)
        else expect(text).toBe(`${json.slice(0, 57)}...`)
      }),
      { numRuns: 1000 },
    )
  })

  it.each([
    [undefined, 'nothing'],
    [NaN, 'NaN'],
    [-Infinity, '-Infinity'],
    [2n ** 64n, '18446744073709551616n'],
    [Symbol('s'), 'a symbol'],
    [() => 1, 'a function'],
    [{ a: undefined, b: [undefined] }, '{"b":[nothing]}'],
    ['\u001b[31m', '"\\u001b[31m"'],
  ])('may be no JSON: %#', (value, text) => {
    expect(shown(value)).toBe(text)
  })

  it('may be cyclic, deep or long', () => {
    const cyclic: { self?: unknown } = {}
    cyclic.self = cyclic
    expect(shown(cyclic)).toBe(`${'{"self":'.repeat(7)}{...`.slice(0, 60))
    let deep: unknown = 1
    for (let i = 0; i < 100_000; i++) deep = i % 2 === 0 ? [deep] : { deep }
    expect(shown(deep).length).toBe(60)
    expect(shown(Array.from({ length: 1e6 }, (_, i) => i))).toMatch(/^\[0,1,2.*\.\.\.$/)
    expect(shown('x'.repeat(1e7)).length).toBe(60)
    expect(shown(1e6, 5)).toBe('10...')
  })
})
