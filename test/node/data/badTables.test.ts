import { closeSync, ftruncateSync, mkdirSync, openSync, readFileSync } from 'node:fs'
import fc from 'fast-check'
import { parquetWriteBuffer } from 'hyparquet-writer'
import { describe, expect, it } from 'vitest'
import { type DataOptions, loadData } from '../../../src/node/data/index.ts'
import { messageOf, penguins, scratch } from './support.ts'

const { path, write } = scratch()
let files = 0

/** Thirty good rows of `a,b,label`, with some lines put in place of others. Line 1 is the header. */
const table = (changes: Readonly<Record<number, string>> = {}, header = 'a,b,label'): string =>
  write(
    `table-${files++}.csv`,
    Array.from(
      { length: 31 },
      (_, i) => changes[i + 1] ?? (i === 0 ? header : `${i},${i % 7}.5,${i % 2 ? 'x' : 'y'}`),
    ).join('\n'),
  )

/** What is said of a file, without its name. */
const said = async (file: string, options: DataOptions = { target: 'label' }): Promise<string> => {
  const message = await messageOf(file, options)
  expect(message.startsWith(`${file} `)).toBe(true)
  return message.slice(file.length + 1)
}

describe('a table is refused', () => {
  it('with too few or too many cells in a row', async () => {
    expect(await said(table({ 17: '16,2.5' }))).toBe(
      'has 2 cells in line 17, but 3 columns. Correct that line; a cell that holds a comma is put in quotes. --on-bad drop leaves it out.',
    )
    expect(await said(table({ 9: '8,1,000,x' }))).toBe(
      'has 4 cells in line 9, but 3 columns. Correct that line; a cell that holds a comma is put in quotes. --on-bad drop leaves it out.',
    )
    const long = table({ 4: '3,0.5,"x\ny\nz"', 5: '4,"\n",x,', 6: '' })
    expect(await said(long)).toBe(
      'has 4 cells in line 7, but 3 columns. Correct that line; a cell that holds a comma is put in quotes. --on-bad drop leaves it out.',
    )
    expect(await said(table({ 31: 'end' }))).toBe(
      'has 1 cell in line 31, but 3 columns. Correct that line; a cell that holds a comma is put in quotes. --on-bad drop leaves it out.',
    )
  })

  it('with text in a column of numbers', async () => {
    expect(await said(table({ 12: '11,4.5x,x' }))).toBe(
      'holds the text "4.5x" in line 12, column "b", where 29 other cells are numbers. Correct the cell or leave it empty; or take the column for text by --columns b=category, or leave it out by --columns b=ignore. --on-bad drop leaves it out.',
    )
    expect(await said(table({ 2: '1,2.5,0.1' }))).toContain('has the class "0.1" only once')
    const regression = { target: 'b', task: 'regression' } as const
    expect(await said(table({ 12: '11,oops,x' }), regression)).toBe(
      'holds the text "oops" in line 12, column "b", where a number is to be predicted. Correct it, or predict classes by --task classification. --on-bad drop leaves it out.',
    )
    // Of 30 labels 29 are numbers: the last is a mistake, not a class.
    expect(await said(table({ 31: '3O,2.5,x' }), { target: 'a' })).toBe(
      'holds the text "3O" in line 31, column "a", where a number is to be predicted. Correct it, or predict classes by --task classification. --on-bad drop leaves it out.',
    )
  })

  it('without a label in some row', async () => {
    expect(await said(table({ 5: '4,4.5,' }))).toBe(
      'has no label in line 5, column "label". Fill it in, or remove the rows without one. As missing count empty cells, NA, N/A, #N/A, <NA>, NAN, NULL, NONE, \\n, ? and -; --missing says otherwise. --on-bad drop leaves it out.',
    )
    expect(await said(table({ 5: '4,4.5,NaN', 8: '7,0.5,NaN' }))).toBe(
      'has no label in line 5, column "label", and in 1 more row. Fill it in, or remove the rows without one. As missing count empty cells, NA, N/A, #N/A, <NA>, NAN, NULL, NONE, \\n, ? and -; --missing says otherwise. --on-bad drop leaves them out.',
    )
    const lines = Array.from({ length: 30 }, (_, i) => ({ a: i, ...(i < 3 ? { y: i } : {}) }))
    expect(
      await said(write('missing.jsonl', lines.map((l) => JSON.stringify(l)).join('\n')), {
        target: 'y',
      }),
    ).toBe(
      'has no label in line 4, column "y", and in 26 more rows. Fill it in, or remove the rows without one. As missing count empty cells, NA, N/A, #N/A, <NA>, NAN, NULL, NONE, \\n, ? and -; --missing says otherwise. --on-bad drop leaves them out.',
    )
  })

  it('with a class of too few examples', async () => {
    expect(await said(table({ 12: '11,4.5,z' }))).toBe(
      'has the class "z" only once (line 12); training, validation and test each need one. Add examples, merge classes, or remove such rows. --on-bad drop leaves it out.',
    )
    expect(await said(table({ 12: '11,4.5,z', 14: '13,6.5,z', 20: '19,5.5,w' }))).toBe(
      'has the class "w" only once (line 20), and 1 more class too rarely; training, validation and test each need one. Add examples, merge classes, or remove such rows. --on-bad drop leaves them out.',
    )
    const quality = write(
      'quality.csv',
      ['a,q', ...Array.from({ length: 30 }, (_, i) => `${i},${i < 2 ? 9 : (i % 3) + 5}`)].join(
        '\n',
      ),
    )
    expect(await said(quality, { target: 'q' })).toBe(
      'has the class "9" only 2 times (line 2 and line 3); training, validation and test each need one. Add examples, merge classes, or remove such rows. Where the labels are a quantity, say so by --task regression. --on-bad drop leaves them out.',
    )
  })

  it('with labels that are all equal, or all different', async () => {
    const equal = write(
      'equal.csv',
      ['a,c,n', ...Array.from({ length: 30 }, (_, i) => `${i},x,1.5`)].join('\n'),
    )
    expect(await said(equal, { target: 'c' })).toBe(
      'has one class alone, "x"; it takes two to tell classes apart.',
    )
    expect(await said(equal, { target: 'n' })).toBe(
      'has the same number, 1.5, in every row of the column "n"; there is nothing to predict.',
    )
    const names = write(
      'names.csv',
      ['a,name', ...Array.from({ length: 30 }, (_, i) => `${i},name ${i}`)].join('\n'),
    )
    expect(await said(names, { target: 'name' })).toBe(
      'has 30 distinct values in 30 rows of the column "name": these are no classes. Predict another column.',
    )
    expect(await said(names, { target: 'a', task: 'classification' })).toBe(
      'has 30 distinct values in 30 rows of the column "a": these are no classes. Predict another column, or a number by --task regression.',
    )
  })

  it('without the column to predict, or one to predict it from', async () => {
    const file = table()
    expect(await said(file, {})).toBe(
      'has the columns a, b, label. Say which is to be predicted, by --target NAME.',
    )
    expect(await said(file, { target: 'Label' })).toBe(
      'has no column "Label" to predict; it has a, b, label. Did you mean label?',
    )
    const wide = write(
      'wide.csv',
      [1, 2]
        .map((row) => Array.from({ length: 700 }, (_, i) => (row === 1 ? `p${i}x` : i)).join())
        .join('\n'),
    )
    expect(await said(wide, { target: 'digit' })).toBe(
      'has no column "digit" to predict; it has p0x, p1x, p2x, p3x, p4x, p5x, p6x, p7x, p8x, p9x, p10x, p11x, p12x, p13x, p14x, p15x, p16x, p17x, p18x, p19x and 680 more.',
    )
    expect(await said(file, { target: 'label', columns: { a: 'ignore', b: 'ignore' } })).toBe(
      'has no column to predict "label" from; a is ignored (as --columns says); b is ignored (as --columns says).',
    )
  })

  it('with two columns of one name', async () => {
    expect(await said(table({}, 'a,a,label'))).toBe(
      'has two columns called "a" in line 1. Rename one; or where that line is no header, say so by --header no.',
    )
  })

  it('with next to no rows', async () => {
    expect(await said(write('empty.csv', ''))).toBe('is empty.')
    expect(await said(write('header.csv', 'a,b,label\n'))).toBe(
      'has no row of data below the names of its columns.',
    )
    expect(await said(write('blank.csv', '\n\n\n'))).toBe(
      'has no row of data below the names of its columns.',
    )
    expect(await said(write('one.csv', 'a,label\n1,x\n'))).toBe(
      'has 1 row of data; training, validation and test need 10 at least.',
    )
    expect(await said(write('none.jsonl', '\n'))).toBe('holds no row.')
    expect(await said(write('none.json', '[]'))).toBe('holds no row.')
  })

  it('of more bytes than are held', async () => {
    const file = path('huge.csv')
    const handle = openSync(file, 'w')
    ftruncateSync(handle, 5_000_000_000)
    closeSync(handle)
    const huge =
      'has 5 GB. Data is held in memory, and files of this kind are read up to 500 MB. Give a file with a part of its rows.'
    expect(await said(file)).toBe(huge)
  })

  it('that no program has written as text', async () => {
    expect(await said(write('binary.csv', Uint8Array.of(81, 75, 3, 4, 0, 0, 10, 44, 1)))).toBe(
      'is no text that is known: it holds zero bytes. Save it as CSV in UTF-8, or give its encoding by --encoding.',
    )
  })

  it('with quotes that do not end', async () => {
    expect(await said(table({ 12: '11,"4.5,x' }))).toBe(
      'opens a quote below line 11 and does not close it. Close it; or where quotes stand for themselves, as inches do, say so by --quote none.',
    )
    expect(await said(table({ 12: '11,4",x' }))).toBe(
      'has a quote within a cell that does not begin with one, in line 12, cell 2. Quote the whole cell and double the quote in it; or where quotes stand for themselves, as inches do, say so by --quote none.',
    )
  })

  it('of another form', async () => {
    const forms = 'of no form that is read'
    expect(await said(write('notes.md', 'x'))).toBe(
      `is ${forms}: it ends in .md. Files that end in .csv, .tsv, .txt, .jsonl, .ndjson, .json, .parquet, .npy or .npz are read, folders of IDX files, and folders with a folder of images a class. What another file is, say by --form.`,
    )
    expect(await said(write('data', 'x'))).toContain(`is ${forms}: its name has no ending. Files`)
    expect(await said(write('data.csv.gz', 'x'))).toBe(
      `is ${forms}: it ends in .gz. Unpack it, and give what it holds.`,
    )
    expect(await said(write('data.xlsx', 'x'))).toBe(
      `is ${forms}: it ends in .xlsx. Save the sheet as CSV.`,
    )
    expect(await said(write('one.png', 'x'))).toBe(
      `is ${forms}: it ends in .png. Images are read from a folder with a folder a class.`,
    )
    expect(await messageOf('nowhere.csv')).toBe(
      'nowhere.csv does not exist. Give mnist, fashion-mnist, a file, or a folder.',
    )
    mkdirSync(path('hollow'))
    expect(await said(path('hollow'))).toBe(
      'is a folder with neither IDX files (as MNIST has) nor a folder of images for each class. Give such a folder, or a file.',
    )
  })
})

it('whatever a file holds, it is read or refused, never thrown at', async () => {
  const text = fc.string({
    unit: fc.constantFrom('a', '1', '.', ',', ';', '\n', '"', ' ', '{', '[', ':'),
  })
  await fc.assert(
    fc.asyncProperty(
      text,
      fc.constantFrom('csv', 'tsv', 'jsonl', 'json'),
      async (content, ending) => {
        const read = await loadData(write(`any.${ending}`, content), { target: 'a' })
        if (read._tag === 'Left') expect(read.left.message).toMatch(/any\.\w+ .+\.$/s)
      },
    ),
    { numRuns: 200 },
  )
})

describe('JSON is refused', () => {
  const lines = (...changed: string[]): string =>
    write(
      `bad-${files++}.jsonl`,
      [...Array.from({ length: 12 }, (_, i) => `{"a":${i},"label":"x"}`), ...changed].join('\n'),
    )

  it('that is none', async () => {
    expect(await said(lines('{"a":1,'))).toMatch(
      /^holds no JSON in line 13: .+\. An object a line is read, or one list of objects: \[\{"column": value, \.\.\.\}, \.\.\.\]\.$/,
    )
    expect(await said(lines('{"a":NaN,"label":"x"}'))).toMatch(
      /^holds no JSON in line 13: .+\. Write null for NaN and Infinity, which JSON does not have\.$/,
    )
    expect(await said(write('cut.json', '[{"a":1},'))).toMatch(/^is no JSON: .+\. An object a line/)
  })

  it('that holds other things than rows', async () => {
    expect(await said(lines('[1,2]'))).toBe(
      'holds no object in line 13, where {"column": value, ...} was expected.',
    )
    expect(await said(write('numbers.json', '[{"a":1},5]'))).toBe(
      'holds no object in item 2, where {"column": value, ...} was expected.',
    )
    expect(await said(lines('{"a":[1],"label":"x"}'))).toBe(
      'holds a list, an object or bytes in line 13, column "a", where a cell is a text, a number, true, false or null. Leave the column out by --columns a=ignore, or spread it over columns of its own.',
    )
    expect(await said(write('columns.json', '{"a":{"0":1,"1":2},"label":{"0":"x","1":"y"}}'))).toBe(
      'holds one object of lists or objects, where an object a row is read. Write rows, with pandas by to_json(file, orient="records").',
    )
  })

  it('only where its lists are to be read', async () => {
    const rows = Array.from({ length: 20 }, (_, i) => ({ a: i % 7, tags: [i], y: `k${i % 2}` }))
    const file = write('tags.json', JSON.stringify(rows))
    const prepared = await loadData(file, { target: 'y', columns: { tags: 'ignore' } })
    expect(prepared).toMatchObject({ right: { splits: { task: { input: [1] } } } })
  })
})

describe('Parquet is refused', () => {
  it('that is damaged or no such file', async () => {
    const good = readFileSync('test/node/data/fixtures/penguins.parquet')
    for (const [name, bytes] of [
      ['cut.parquet', good.subarray(0, 4000)],
      ['text.parquet', readFileSync(penguins)],
      ['tiny.parquet', good.subarray(0, 3)],
      ['middle.parquet', Buffer.from(good).fill(7, 100, 3000)],
    ] as const)
      expect(await said(write(name, bytes), { target: 'species' })).toMatch(
        /^is no Parquet file that can be read: .+\. Write it again, or as CSV\.$/,
      )
  })

  const changedBy = (changes: ReadonlyArray<readonly [fromEnd: number, value: number]>): string => {
    const bytes = Uint8Array.from(readFileSync('test/node/data/fixtures/penguins.parquet'))
    for (const [at, value] of changes) bytes[bytes.length - 1 - at] = value
    return write('changed.parquet', bytes)
  }

  it('whose last column has lost its name', async () => {
    // The footer begins somewhere else, and the number of the name's field is another.
    const file = changedBy([
      [4684, 129],
      [4, 0],
    ])
    expect(await said(file, { target: 'species' })).toBe(
      'is no Parquet file that can be read: it is damaged or cut short. Write it again, or as CSV.',
    )
  })

  it('wherever it is damaged, in words', async () => {
    const good = readFileSync('test/node/data/fixtures/penguins.parquet')
    const change = fc.tuple(fc.nat(good.length - 1), fc.nat(255))
    await fc.assert(
      fc.asyncProperty(fc.array(change, { minLength: 1, maxLength: 8 }), async (changes) => {
        const read = await loadData(changedBy(changes), { target: 'species' })
        // A name that lost a letter is asked for: "Did you mean ...?"
        if (read._tag === 'Left') expect(read.left.message).toMatch(/changed\.parquet .+[.?]$/s)
      }),
      { numRuns: 100 },
    )
  })

  it('without a row', async () => {
    const file = parquetWriteBuffer({ columnData: [{ name: 'a', data: [], type: 'INT32' }] })
    expect(await said(write('none.parquet', new Uint8Array(file)))).toBe('holds no row.')
  })
})
