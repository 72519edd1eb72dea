import { describe, expect, it } from 'vitest'
import { type DataOptions, inspectData, readForPrediction } from '../../../src/node/data/index.ts'
import { loaded, messageOf, scratch } from './support.ts'

const { write } = scratch()
let files = 0

/** Thirty rows of `x,town,label` below a header, as text. */
const text = (town: (i: number) => string, separator = ',', header = 'x,town,label'): string =>
  [
    header.replaceAll(',', separator),
    ...Array.from({ length: 30 }, (_, i) =>
      [String((i * 7) % 30), town(i), i % 2 ? 'a' : 'b'].join(separator),
    ),
  ].join('\n')

const file = (content: string | Uint8Array, ending = 'csv'): string =>
  write(`text-${files++}.${ending}`, content)

const report = async (path: string, options: DataOptions = {}): Promise<ReadonlyArray<string>> =>
  (await loaded(path, { target: 'label', ...options })).report

const latin = (content: string): Uint8Array => Buffer.from(content, 'latin1')

describe('text that is not UTF-8', () => {
  const towns = ['Münster', 'Mönster', 'Mänster']
  const content = text((i) => towns[i % 3]!)

  it.each<[string, Uint8Array, string | undefined]>([
    ['UTF-8 with its mark', Buffer.from(`\ufeff${content}`), undefined],
    ['UTF-16 with its mark', Buffer.from(`\ufeff${content}`, 'utf16le'), undefined],
    ['UTF-16, the high byte first', Buffer.from(`\ufeff${content}`, 'utf16le').swap16(), undefined],
    ['UTF-16 without its mark', Buffer.from(content, 'utf16le'), 'is read as utf-16le'],
    [
      'Latin letters in one byte each',
      latin(content),
      'is read as windows-1252 (Münster in line 2)',
    ],
  ])('%s keeps its values apart', async (_, bytes, note) => {
    const said = await report(file(bytes))
    expect(said.find((line) => line.includes('town'))).toBe(
      '  town  category  3 values: Mänster, Mönster, Münster (3 inputs)',
    )
    const notes = said.filter((line) => line.startsWith('note'))
    expect(notes).toHaveLength(note === undefined ? 0 : 1)
    if (note !== undefined) expect(notes[0]).toContain(note)
  })

  it('is read as it is told, and so are new rows', async () => {
    const cyrillic = Uint8Array.from(
      Buffer.from(
        text((i) => ['\xcc\xee\xf1\xea\xe2\xe0', '\xd0\xe8\xe3\xe0'][i % 2]!),
        'latin1',
      ),
    )
    const path = file(cyrillic)
    const prepared = await loaded(path, { target: 'label', encoding: 'windows-1251' })
    expect(prepared.report).toContain('  town  category  2 values: Москва, Рига (2 inputs)')
    expect(prepared.preparation).toMatchObject({ reading: { encoding: 'windows-1251' } })
    const again = await readForPrediction(path, prepared.preparation)
    expect(again).toMatchObject({ _tag: 'Right' })
    expect(again).not.toMatchObject({ right: { notes: expect.anything() as unknown } })
  })

  it('is refused with line and column where it is none', async () => {
    const lines = Buffer.from(text(() => 'x'))
      .toString('latin1')
      .split('\n')
    lines[4] = '3,K\xf6ln,a'
    expect(
      await messageOf(file(latin(lines.join('\n'))), { target: 'label', encoding: 'utf-8' }),
    ).toMatch(
      /is no text in utf-8: line 5, column 4 holds bytes that are none\. Give its encoding by --encoding, as utf-8, /,
    )
    expect(await messageOf(file('a,b\n1,2'), { target: 'b', encoding: 'klingon' })).toContain(
      'is to be read as "klingon", which is no encoding that is known.',
    )
  })

  it('JSON is decoded too', async () => {
    const records = Array.from({ length: 30 }, (_, i) => ({
      t: towns[i % 3],
      label: i % 2 ? 'a' : 'b',
    }))
    const path = file(latin(records.map((r) => JSON.stringify(r)).join('\n')), 'jsonl')
    expect((await report(path)).join('\n')).toContain('3 values: Mänster, Mönster, Münster')
  })

  it('that was decoded wrongly before is noted', async () => {
    expect((await report(file(text((i) => (i === 3 ? 'K\ufffdln' : 'Kiel')))))[1]).toMatch(
      /^note: line 5 holds the character \ufffd/,
    )
  })
})

describe('lines around a table', () => {
  const body = text((i) => `t${i % 3}`)

  it('that are comments are left out, and a header that begins with # is not', async () => {
    const comments = `# made by hand, in 2024\n# second\n\n${body}`
    expect(await report(file(comments))).toEqual(
      expect.arrayContaining([
        'note: lines 1 to 2 begin with # and are left out as comments; --skip-lines 0 keeps them',
      ]),
    )
    const header = file(
      text((i) => `t${i % 3}`, '\t', '#x,town,label'),
      'tsv',
    )
    expect((await report(header)).join('\n')).toContain('  #x    number')
  })

  it('are left out where it is told; else the refusal tells how many', async () => {
    const above = file(`Report of May\nall towns\n${body}`)
    expect(await messageOf(above, { target: 'label' })).toMatch(
      /has 3 cells in line 3, but 1 column\. The lines above line 3 are no part of the table, it seems: leave them out by --skip-lines 2\.$/,
    )
    expect((await report(above, { skipLines: 2 }))[0]).toContain('CSV, 30 rows, 3 columns')
    const quoted = file(`6" pipes\n${body}`)
    expect((await report(quoted, { skipLines: 1 }))[0]).toContain('CSV, 30 rows, 3 columns')
  })

  it.each([
    ['sep=;', ';'],
    ['"sep=|"', '|'],
    ['SEP=\t', '\t'],
  ])('%s says what separates cells', async (line, separator) => {
    const said = await report(file(`${line}\r\n${text((i) => `t${i % 3}`, separator)}`))
    expect(said[1]).toMatch(/^note: line 1 says that cells are separated by /)
    expect(said.at(-1)).toBe('examples of 4 numbers: 22 train, 4 validate, 4 test')
  })
})

describe('cells', () => {
  it('are separated by what the lines have in common', async () => {
    for (const separator of [',', ';', '\t', '|']) {
      const path = file(text((i) => `"${['a,b', 'c;d', 'e|f'][i % 3]!}"`, separator))
      expect((await report(path)).join('\n')).toContain('3 values: a,b, c;d, e|f')
    }
  })

  it('that nothing separates are told of', async () => {
    const path = file(text((i) => `t${i % 3}`, ':'))
    expect(await messageOf(path, { target: 'label' })).toContain(
      'it has x:town:label. Each line is read as a single cell, as no comma, semicolon, tab or vertical bar separates any: say what does by --delimiter; where it is spaces, by --delimiter space.',
    )
    const spaces = file(text((i) => `t${i % 3}  `, ' '))
    expect((await report(spaces, { delimiter: 'space' })).at(-1)).toBe(
      'examples of 4 numbers: 22 train, 4 validate, 4 test',
    )
  })

  it('may end in a delimiter in the header, in rows, or in both', async () => {
    const trailing = text((i) => `t${i % 3}`)
      .split('\n')
      .map((line) => `${line},`)
    const [header = '', ...rows] = trailing
    const plain = header.slice(0, -1)
    for (const lines of [
      [header, ...rows.map((row) => row.slice(0, -1))],
      [plain, ...rows],
      [header, ...rows],
    ])
      expect((await report(file(lines.join('\n')))).at(-1)).toBe(
        'examples of 4 numbers: 22 train, 4 validate, 4 test',
      )
    // A single row that is too long is a mistake.
    const one = [plain, ...rows.map((row, i) => (i === 4 ? row : row.slice(0, -1)))].join('\n')
    expect(await messageOf(file(one), { target: 'label' })).toContain(
      'has 4 cells in line 6, but 3 columns.',
    )
  })

  it('that begin rows without a name, as R writes them, are told of', async () => {
    const [header = '', ...rows] = text((i) => `t${i % 3}`).split('\n')
    const path = file([header, ...rows.map((row, i) => `r${i},${row}`)].join('\n'))
    expect(await messageOf(path, { target: 'label' })).toContain(
      'Where rows begin with a name for which the first line has no column, as R writes them, write one there.',
    )
  })

  it('keep their quotes where these stand for themselves', async () => {
    const path = file(
      text((i) => `${(i % 3) + 1}" pipe`, '\t'),
      'tsv',
    )
    expect(await messageOf(path, { target: 'label' })).toMatch(
      /has a quote within a cell that does not begin with one, in line 2, cell 2\. .* say so by --quote none\.$/,
    )
    expect((await report(path, { quote: 'none' })).join('\n')).toContain(
      '3 values: 1" pipe, 2" pipe, 3" pipe',
    )
    const single = file(text((i) => `'${['a,b', "o''clock"][i % 2]!}'`))
    expect((await report(single, { quote: 'single' })).join('\n')).toContain(
      "2 values: a,b, o'clock",
    )
  })
})

describe('a first line of numbers', () => {
  const rows = Array.from(
    { length: 30 },
    (_, i) => `0.${100 + ((i * 7) % 30)},${i % 9}.5,${i % 2 ? 'a' : 'b'}`,
  )
  const path = (first: string) => file([first, ...rows].join('\n'))

  it('is data, which is told where a column is not found; or is what it is told to be', async () => {
    const years = path('1100,1102,1104')
    expect(await messageOf(years, { target: '1104' })).toBe(
      `${years} has no column "1104" to predict; it has c1, c2, c3. Line 1 was read as data, as it holds numbers: where it names the columns, say so by --header yes.`,
    )
    const named = await loaded(years, { target: '1104', header: 'yes' })
    expect(named.report).toContain('  1100  number    0.1 to 0.129')
    expect(named.preparation).toMatchObject({ reading: { header: 'yes' } })
    expect(
      (await loaded(path('x,y,label'), { target: 'c3', header: 'no', onBad: 'drop' })).report.join(
        '\n',
      ),
    ).toContain('note: the first line is read as data, and the columns are called c1, c2 and on')
  })

  it('names columns where a text of it stands above numbers', async () => {
    const protein = file(
      ['1100,1102,protein', ...rows.map((row) => row.replace(/[ab]$/, '12.5'))].join('\n'),
    )
    expect(await inspectData(protein)).toMatchObject({
      right: expect.arrayContaining([
        'note: the first line is read as the names of the columns, as its text "protein" stands above numbers; --header no reads it as data',
      ]) as unknown,
    })
  })
})
