import fc from 'fast-check'
import { extname } from 'node:path'
import { describe, expect, it } from 'vitest'
import {
  type DataFile,
  extensionOf,
  fileOfBytes,
  headOf,
  linesOf,
  textOf,
} from '../../src/data/DataFile.ts'

/** A file whose bytes come in pieces of some sizes. */
const inPieces = (text: string, sizes: ReadonlyArray<number>): DataFile => {
  const bytes = new TextEncoder().encode(text)
  return {
    ...fileOfBytes('some.txt', bytes),
    chunks: async function* () {
      let at = 0
      for (let i = 0; at < bytes.length; i++) {
        const size = sizes[i % sizes.length] ?? 1
        yield await Promise.resolve(bytes.subarray(at, at + size))
        at += size
      }
    },
  }
}

const allLines = async (file: DataFile): Promise<ReadonlyArray<string>> => {
  const lines: Array<string> = []
  for await (const line of linesOf(file)) lines.push(line)
  return lines
}

const line = fc.string({ unit: fc.constantFrom('a', 'é', '😀', ' ', '\u2028'), maxLength: 5 })
const ending = fc.constantFrom('\n', '\r\n', '\r')

describe('the lines of a file', () => {
  it('are the same however its bytes come', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(line, ending), { maxLength: 8 }),
        fc.array(fc.integer({ min: 1, max: 7 }), { minLength: 1, maxLength: 4 }),
        async (lines, sizes) => {
          // A line feed after a carriage return would be the same ending.
          const kept = lines.map(([text, end], i) => [
            lines[i - 1]?.[1] === '\r' && text === '' && end === '\n' ? '-' : text,
            end,
          ])
          const text = kept.map(([one, end]) => `${one}${end}`).join('')
          expect(await allLines(inPieces(text, sizes))).toEqual(kept.map(([one]) => one))
        },
      ),
    )
  })

  it('begin after a byte order mark, and end where the file does', async () => {
    const file = inPieces('\uFEFFfirst\n\nlast', [2])
    expect(await allLines(file)).toEqual(['first', '', 'last'])
    expect(await textOf(file)).toBe('first\n\nlast')
    expect(await headOf(file)).toBe('first\n\nlast')
    expect(await allLines(inPieces('', [1]))).toEqual([])
  })
})

describe('extensionOf', () => {
  it.each([
    'a.csv',
    'folder.d/a.CSV',
    'folder.d/a',
    'a.tar.gz',
    '.csv',
    'folder/.csv',
    'a.',
    'a b.npz',
    '',
  ])('gives the ending of %j as Node does', (path) => {
    expect(extensionOf(path)).toBe(extname(path).toLowerCase())
  })
})
