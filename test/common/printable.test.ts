import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { cut, cutMessage, printable } from '../../src/common/index.ts'

/** What a terminal obeys, one of each kind. */
const hostile = [
  '\u0000', '\u0007', '\b', '\n', '\v', '\f', '\r', '\u001b', '\u007f', '\u0085', '\u009b', '\u009d',
  '\u061c', '\u200e', '\u200f', '\u2028', '\u2029', '\u202a', '\u202e', '\u2066', '\u2069', '\ufeff',
  '\ud800', '\udc00', '\u{e0041}',
] // prettier-ignore

const anyText = fc
  .array(fc.oneof(fc.constantFrom(...hostile), fc.string({ unit: 'binary', maxLength: 4 })), {
    maxLength: 20,
  })
  .map((parts) => parts.join(''))

describe('a printable text', () => {
  it.each(hostile)('shows %j and does not hold it', (character) => {
    const shown = printable(`a${character}b`)
    expect(shown).toMatch(/^a(\\(n|r|u[0-9a-f]{4}))+b$/)
  })

  it('is the same where there is nothing to obey: letters, tabs, joined emoji', () => {
    const text = 'Größe\tμ שלום مرحبا 値 👩‍👩‍👧 "a\\b" \u200c'
    expect(printable(text)).toBe(text)
  })

  it('holds nothing that a terminal obeys, of any text', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const shown = printable(text)
        expect(
          hostile.some(
            (character) =>
              character.length === 1 &&
              /[^\ud800-\udfff]/.test(character) &&
              shown.includes(character),
          ),
        ).toBe(false)
        expect(shown).not.toMatch(/(?!\t)[\p{Cc}\p{Cs}]/u)
        expect(printable(shown)).toBe(shown)
      }),
    )
  })

  it('of JSON is JSON of the same value', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const value = { [text]: [text] }
        expect(JSON.parse(printable(JSON.stringify(value)))).toEqual(
          JSON.parse(JSON.stringify(value)),
        )
      }),
    )
  })
})

describe('a cut text', () => {
  it('keeps its beginning and its end, and says how much is left out', () => {
    expect(cut('short', 5)).toBe('short')
    expect(cut('0123456789abcdef', 8)).toBe('012345 ... (8 characters left out) ... ef')
    const message = cutMessage(`The column ${'x'.repeat(1e6)} is none. Name it by --columns.`)
    expect(message.length).toBeLessThan(2100)
    expect(message).toMatch(/^The column x.*left out.*Name it by --columns\.$/)
  })
})
