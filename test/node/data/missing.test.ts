import { describe, expect, it } from 'vitest'
import { type DataOptions, inspectData, readForPrediction } from '../../../src/node/data/index.ts'
import { loaded, messageOf, scratch } from './support.ts'

const { write } = scratch()
let files = 0

const tableOf = (names: string, row: (i: number) => string, count = 40): string =>
  write(
    `missing-${files++}.csv`,
    [names, ...Array.from({ length: count }, (_, i) => row(i))].join('\n'),
  )

const report = async (path: string, options: DataOptions = {}): Promise<string> =>
  (await loaded(path, { target: 'label', ...options })).report.join('\n')

describe('what counts as missing', () => {
  it('is a class where it is most of the labels, or stands beside a single other', async () => {
    for (const [marker, share] of [
      ['-', 2],
      ['None', 3],
      ['NA', 4],
      ['null', 2],
      ['?', 2],
    ] as const) {
      const path = tableOf('x,label', (i) => `${(i * 7) % 40},${i % share === 0 ? '+' : marker}`)
      const { report: said, preparation } = await loaded(path, { target: 'label' })
      expect(said).toContain(
        `note: "${marker}" is a class of label, though it counts as missing elsewhere; --missing says otherwise`,
      )
      const again = await readForPrediction(path, preparation)
      expect(again._tag === 'Right' && new Set(again.right.labels)).toEqual(new Set(['+', marker]))
    }
    const three = tableOf(
      'x,label',
      (i) => `${(i * 7) % 40},${['NA', 'NA', 'NA', 'a', 'b'][i % 5]!}`,
    )
    expect(await report(three)).toContain('  NA 24, a 8, b 8')
  })

  it('is no class beside several others, of numbers, and where a cell is empty', async () => {
    const some = tableOf('x,label', (i) => `${(i * 7) % 40},${i === 9 ? '-' : ['a', 'b'][i % 2]!}`)
    expect(await messageOf(some, { target: 'label' })).toMatch(
      /has no label in line 11, column "label"\. .* --missing says otherwise\. --on-bad drop leaves it out\.$/,
    )
    const numbers = tableOf('x,label', (i) => `${(i * 7) % 40},${i % 4 === 0 ? `${i}.5` : 'NA'}`)
    expect(await messageOf(numbers, { target: 'label' })).toContain('has no label in line 3')
    const empty = tableOf('x,label', (i) => `${(i * 7) % 40},${i % 4 === 0 ? 'ill' : ''}`)
    expect(await messageOf(empty, { target: 'label' })).toContain('has no label in line 3')
  })

  it('is what it is told to be, in new rows too', async () => {
    const path = tableOf(
      'x,n,label',
      (i) => `${(i * 7) % 40},${i % 5 ? i % 7 : -999},${['a', 'none', ''][i % 3]!}`,
    )
    const options = { missing: ['-999'] }
    const prepared = await loaded(path, { target: 'label', ...options })
    expect(prepared.report).toEqual(
      expect.arrayContaining([
        'note: empty cells of label are a class, as --missing has no empty text',
        '  n  number    0 to 6, 8 missing (2 inputs)',
        'predicts label: 3 classes (classification)',
      ]),
    )
    expect(prepared.preparation).toMatchObject({ reading: options })
    const again = await readForPrediction(path, prepared.preparation)
    expect(again).toMatchObject({
      right: { labels: expect.arrayContaining(['', 'none', 'a']) as unknown },
    })
    expect(
      await report(path, { missing: ['', 'NONE'], onBad: 'drop', columns: { n: 'number' } }).catch(
        String,
      ),
    ).toContain('has one class alone, "a"')
  })
})

describe('labels and categories', () => {
  it('are called as the data writes them, and are one in every spelling of truth and wholes', async () => {
    const path = tableOf(
      'x,c,label',
      (i) =>
        `${(i * 7) % 40},${['True', 'false', 'maybe', 'TRUE'][i % 4]!},${['True', 'False', 'true'][i % 3]!}`,
    )
    expect(await report(path)).toContain('  False 13, True 27')
    expect(await report(path)).toContain('category  3 values: ')
    const ones = tableOf('x,label', (i) => `${(i * 7) % 40},${['1.0', '0', '1'][i % 3]!}`)
    const { preparation } = await loaded(ones, { target: 'label' })
    expect(preparation.target).toEqual({ _tag: 'Classes', names: ['0', '1.0'] })
    const again = await readForPrediction(write('again.csv', 'x,label\n1,1\n2,0.0\n'), preparation)
    expect(again).toMatchObject({ right: { labels: ['1.0', '0'] } })
  })

  it('of more values than inputs are told with counts, and the rarer ones share an input', async () => {
    const path = tableOf('city,label', (i) => `c${i % 80},${i % 2 ? 'a' : 'b'}`, 400)
    const { preparation, report: said } = await loaded(path, { target: 'label' })
    expect(said.join('\n')).toContain(
      'one each for the 49 most frequent, one for the other 31, which 155 rows have',
    )
    const code = preparation._tag === 'Table' ? preparation.columns[0] : undefined
    const rare = code?._tag === 'Category' ? code.others : undefined
    expect(rare).toHaveLength(31)
    const rows = await readForPrediction(
      write('cities.csv', `city\n${rare?.[0] ?? ''}\nnowhere\nelsewhere\n`),
      preparation,
    )
    expect(rows).toMatchObject({
      right: {
        notes: [
          'column "city" holds 2 values that the network was not trained on, in 2 rows: "nowhere" in line 3, "elsewhere" in line 4; to the network it is as a rare one',
        ],
      },
    })
    if (rows._tag === 'Right')
      expect(
        [...rows.right.examples.values]
          .map((x, i) => (x === 1 ? i % 50 : -1))
          .filter((x) => x >= 0),
      ).toEqual([49, 49, 49])
  })
})

describe('a column is ignored, with a reason and what reads it,', () => {
  const saidOf = async (
    cell: (i: number) => string,
    name = 'column',
    options: DataOptions = {},
  ) => {
    const path = tableOf(
      `x,${name},label`,
      (i) => `${(i * 7) % 40},${cell(i)},${i % 2 ? 'a' : 'b'}`,
    )
    return (await report(path, options))
      .split('\n')
      .find((line) => line.startsWith(`  ${name}`))
      ?.replace(/^ {2}\S+ +/, '')
  }

  it.each<[string, (i: number) => string, RegExp]>([
    [
      'counts from 1',
      (i) => String(i + 1),
      /^ignored +numbers that count the rows; read them by --columns column=number$/,
    ],
    [
      'counts with gaps',
      (i) => String(i + 1 + Math.floor(i / 5)),
      /^ignored +numbers that count the rows/,
    ],
    [
      'dates in words',
      (i) => `Apr ${(i % 28) + 1} 2000`,
      /^ignored +dates, such as .* or read them by --columns column=category$/,
    ],
    ['dates of another language', (i) => `${(i % 28) + 1}. März 2021`, /^ignored +dates/],
    [
      'dates with weekday and time',
      (i) => `"Sat, ${(i % 9) + 1} Apr 2000 10:1${i % 10}"`,
      /^ignored +dates/,
    ],
    [
      'dates in one number',
      (i) => String(20_240_101 + (i % 28)),
      /^ignored +dates, such as 202401/,
    ],
    ['years', (i) => String(1980 + i), /^number/],
    ['numbers in no order', (i) => String((i * 11) % 40), /^number/],
    ['part numbers', (i) => ['4711-12', '4711-13', '8150-1'][i % 3]!, /^category +3 values/],
    ['versions', (i) => ['1.2.3', '10.0.1'][i % 2]!, /^category +2 values/],
  ])('%s', async (_, cell, expected) => {
    expect(await saidOf(cell)).toMatch(expected)
  })

  it('by its name, or as free text, unless --columns says otherwise', async () => {
    for (const name of ['id', 'RowNumber', 'row_number', 'customerId', 'key'])
      expect(await saidOf((i) => String(900 - i * 3), name)).toMatch(
        /^ignored +numbers that tell rows apart/,
      )
    expect(
      await saidOf((i) => String(i + 1), 'RowNumber', { columns: { RowNumber: 'number' } }),
    ).toMatch(/^number/)
    const sentences = tableOf(
      'review,label',
      (i) =>
        `it was a really ${['good', 'bad', 'dull'][i % 3]!} film number ${i % 90},${i % 2 ? 'a' : 'b'}`,
      200,
    )
    const said = await inspectData(sentences)
    expect(said).toMatchObject({
      right: expect.arrayContaining([
        expect.stringMatching(/review +ignored +free text: 90 distinct texts in 200 rows/),
      ]) as unknown,
    })
  })
})

describe('a table of very many columns', () => {
  const names = Array.from({ length: 500 }, (_, i) => `gene${i}`)
  const wide = tableOf([...names, 'label'].join(), (i) =>
    [...names.map((_, j) => (i * 7 + j) % 11), i % 2 ? 'a' : 'b'].join(),
  )

  it('is told in few lines, and with --all in full', async () => {
    for (const options of [{}, { target: 'label' }]) {
      const few = await inspectData(wide, options)
      const all = await inspectData(wide, options, () => undefined, true)
      if (few._tag === 'Left' || all._tag === 'Left') throw new Error('?')
      expect(few.right.length).toBeLessThan(50)
      expect(few.right.join('\n')).toMatch(
        / {2}and 46\d more columns: 460 numbers(?:, 1 categories)? \(rxnas data inspect --all tells each\)/,
      )
      expect(all.right.length).toBeGreaterThan(500)
    }
  })
})
