import { describe, expect, it } from 'vitest'
import { inspectData, type DataOptions } from '../../../src/node/data/index.ts'
import { loaded, messageOf, rowsOf, scratch } from './support.ts'

const { write } = scratch()
const rows = Array.from({ length: 60 }, (_, i) => i)
const x = (i: number): number => (i * 37) % 61
const label = (i: number): string => ((i * 7) % 5 < 2 ? 'yes' : 'no')
let files = 0

const table = (
  head: string,
  row: (i: number) => ReadonlyArray<string | number>,
  mark = ',',
): string => write(`ugly-${files++}.csv`, [head, ...rows.map((i) => row(i).join(mark))].join('\n'))
const reportOf = async (file: string, options: DataOptions = {}): Promise<string> =>
  (await loaded(file, { target: 'y', ...options })).report.join('\n')

describe('a number that comes again far from all others', () => {
  it.each<[string, (i: number) => string | number, string]>([
    [
      '-999',
      (i) => (i % 9 ? x(i) / 4 : -999),
      '-999 in 7 rows (first line 2), the others are from 0.25 to 15',
    ],
    ['9999', (i) => (i % 11 ? x(i) : 9999), '9999 in 6 rows (first line 2)'],
    ['-999.0', (i) => (i % 9 ? `${x(i)}.0` : '-999.0'), '-999.0 in 7 rows'],
    [
      '0',
      (i) => (i % 9 ? 1000 + x(i) : 0),
      '0 in 7 rows (first line 2), the others are from 1001 to 1060',
    ],
  ])('is noted, and missing where that is said: %s', async (text, cell, words) => {
    const file = table('t,x,y', (i) => [cell(i), x(i), label(i)])
    const report = await reportOf(file)
    expect(report).toContain(`note: one number comes again far from all others in t: ${words}`)
    expect(report).toContain(`say so by --missing ",${text}"`)
    const mended = await reportOf(file, { missing: ['', text] })
    expect(mended).toMatch(/ t +number .*, [67] missing/)
    expect(mended).not.toContain('comes again')
  })

  it('is noted of what is predicted', async () => {
    const file = table('x,y', (i) => [x(i), i % 9 ? x(i) * 2 + 0.5 : -999])
    expect(await reportOf(file)).toContain('one number comes again far from all others in y: -999')
  })

  it.each<[string, (i: number) => number]>([
    ['nothing of two values', (i) => (i % 2) * 100],
    ['nothing of few values', (i) => [0, 1, 2, 500][i % 4]!],
    ['nothing of one that is alone', (i) => (i === 7 ? 999 : x(i))],
    ['nothing of zeros near others', (i) => (i % 3 ? x(i) : 0)],
    ['nothing of a long tail', (i) => 2 ** (i % 20)],
  ])('%s', async (_, cell) => {
    const file = table('t,x,y', (i) => [cell(i), x(i), label(i)])
    expect(await reportOf(file)).not.toContain('comes again')
  })
})

describe('characters that take no room', () => {
  it.each([
    ['a space without width', '\u200b'],
    ['a mark of direction', '\u200e'],
    ['an embedding', '\u202a'],
    ['a byte order mark', '\ufeff'],
  ])('stand beside numbers, which are read: %s', async (_, mark) => {
    const plain = table('t,x,y', (i) => [`${i}.5`, x(i), label(i)])
    const marked = table('t,x,y', (i) => [`${mark}${i}.5${i % 2 ? mark : ''}`, x(i), label(i)])
    const [a, b] = [await loaded(plain, { target: 'y' }), await loaded(marked, { target: 'y' })]
    expect(rowsOf(b.splits.train)).toEqual(rowsOf(a.splits.train))
  })

  it('make no other value of a category or a column', async () => {
    const file = table('\u200fcolour,x,y', (i) => [
      ['red', '\u200fred', 'blue\u200e'][i % 3]!,
      x(i),
      label(i),
    ])
    expect(await reportOf(file, { columns: { colour: 'category' } })).toMatch(/category +2 values/)
  })
})

describe('texts that differ in capital letters alone', () => {
  it('are noted, of columns and of classes', async () => {
    const file = table('colour,x,y', (i) => [
      ['red', 'Red', 'blue'][i % 3]!,
      x(i),
      i % 6 === 1 ? label(i).toUpperCase() : label(i),
    ])
    expect(await reportOf(file)).toMatch(
      /texts that differ in capital letters alone are values of their own in colour, y: "red" in line 2 and "Red" in line 3; where they are one, write them alike/,
    )
  })

  it('are not where they are truth, or unlike', async () => {
    const file = table('t,x,y', (i) => [i % 2 ? 'TRUE' : 'false', x(i), label(i)])
    expect(await reportOf(file)).not.toContain('capital letters')
  })
})

describe('a file that is no text of a table, whatever its name', () => {
  it.each<[string, string | Uint8Array, RegExp]>([
    [
      'a workbook',
      Buffer.from('PK\u0003\u0004\u0014\u0000\u0006\u0000rest', 'latin1'),
      /is an archive or a workbook/,
    ],
    ['an old workbook', Buffer.from('d0cf11e0a1b11ae1', 'hex'), /is a workbook/],
    [
      'what is packed by gzip',
      Buffer.from('1f8b0800000000', 'hex'),
      /is packed by gzip.* Unpack it\.$/,
    ],
    ['a PDF', '%PDF-1.7\n', /is a PDF/],
    ['a database', 'SQLite format 3\u0000', /is a database/],
    ['Parquet', Buffer.from('PAR1\u0015\u0004rest', 'latin1'), /say so by --form parquet\.$/],
    [
      'an array of NumPy',
      Buffer.from('\u0093NUMPY\u0001\u0000rest', 'latin1'),
      /say so by --form npy\.$/,
    ],
    [
      'a pointer',
      'version https://git-lfs.github.com/spec/v1\noid sha256:4d7a\nsize 12\n',
      /Fetch that by git lfs pull\.$/,
    ],
    [
      'a page',
      '\ufeff<!DOCTYPE html>\n<html><body>404, sorry</body></html>',
      /is a page of HTML or XML/,
    ],
  ])('is told by its first bytes: %s', async (_, content, words) => {
    for (const ending of ['csv', 'json'])
      expect(await messageOf(write(`what-${files++}.${ending}`, content), { target: 'y' })).toMatch(
        words,
      )
  })
})

it('an error of a spreadsheet among numbers is noted with the setting that reads the column', async () => {
  const file = table('r,x,y', (i) => [i % 8 ? x(i) / 2 : '#DIV/0!', x(i), label(i)])
  expect(await reportOf(file)).toContain('say so by --missing "#DIV/0!"')
  expect(await reportOf(file, { missing: ['', '#DIV/0!'] })).toMatch(/ r +number .*, 8 missing/)
})

it('a line break in a value stays in the line of its column', async () => {
  const file = table('t,x,y', (i) => [`"a\n${i % 3}"`, x(i), label(i)])
  const inspected = await inspectData(file, { target: 'y' })
  if (inspected._tag === 'Left') throw new Error(inspected.left.message)
  expect(inspected.right.filter((line) => line.includes('\n'))).toEqual([])
  expect(inspected.right.join('\n')).toContain('a\\n0, a\\n1, a\\n2')
})

it('cells that spaces separate are told of with the setting that reads them', async () => {
  const file = table('a b y', (i) => [`${x(i)}.5`, i % 4, label(i)], ' ')
  expect(await messageOf(file, { target: 'y' })).toContain('by --delimiter space.')
  expect(await reportOf(file, { delimiter: 'space' })).toMatch(/a +number/)
})
