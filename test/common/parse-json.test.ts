import * as E from 'fp-ts/lib/Either.js'
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseJson } from '../../src/common/index.ts'

describe('a text of JSON of which something would be lost', () => {
  it.each([
    ['{"a": 1e400}', 'has the number 1e400 as a, above all that can be held (line 1)'],
    ['[\n1,\n-2e999]', 'has the number -2e999 as 1, above all that can be held (line 3)'],
    [`{"a": ${'9'.repeat(400)}}`, `has the number ${'9'.repeat(30)} as a, above all`],
    ['{\n"seed": 1,\n"seed": 2\n}', 'has the key "seed" twice (line 3)'],
    ['{"a":[{"b":1,"\\u0062" : 2}]}', 'has the key "b" twice (line 1)'],
    ['{"__proto__":1,"__proto__":2}', 'has the key "__proto__" twice (line 1)'],
    ['{"a":[[],{"b":[",",1e400]}]}', 'as a.1.b.1, above'],
    ['1e400', 'has the number 1e400, above'],
    ['{"a":1', 'is no JSON'],
  ])('is refused: %s', (text, reason) => {
    expect(parseJson(text)).toMatchObject({
      _tag: 'Left',
      left: expect.stringContaining(reason) as string,
    })
  })

  it('is none of these', () => {
    for (const text of [
      '{"a":{"k":1},"b":{"k":1}}',
      '[{"k":"k"},{"k":"k:1e400"}]',
      '{"a":["a","a"],"b":"{\\"a\\":1,\\"a\\":1}"}',
      '1e308',
    ])
      expect(parseJson(text)).toEqual(E.right(JSON.parse(text)))
  })

  it('is nothing that JSON.stringify writes', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.nat(2), (value, indent) => {
        const text = JSON.stringify(value, null, indent)
        expect(parseJson(text)).toEqual(E.right(JSON.parse(text)))
      }),
    )
  })
})
