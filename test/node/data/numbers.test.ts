import { describe, expect, it } from 'vitest'
import { type DataOptions, loadData, readForPrediction } from '../../../src/node/data/index.ts'
import { loaded, messageOf, rowsOf, scratch } from './support.ts'

const { write } = scratch()
let files = 0

/** A table of 30 rows with the columns x, n and label; n holds some texts in turn. */
const tableOf = (texts: ReadonlyArray<string>, separator = ';'): string =>
  write(
    `numbers-${files++}.csv`,
    [
      ['x', 'n', 'label'],
      ...Array.from({ length: 30 }, (_, i) => [
        String((i * 7) % 30),
        texts[i % texts.length] ?? '',
        i % 2 ? 'a' : 'b',
      ]),
    ]
      .map((row) => row.map((text) => `"${text}"`).join(separator))
      .join('\n'),
  )

const saidOf = async (file: string, options: DataOptions = {}): Promise<ReadonlyArray<string>> => {
  const { report } = await loaded(file, { target: 'label', ...options })
  return report.filter((line) => line.startsWith('note') || line.startsWith('  n '))
}

describe('the form of numbers is decided by all cells of a column', () => {
  it.each<[string, string[], string, string | undefined]>([
    [
      '1.234 beside 0,5',
      ['1.234', '0,5'],
      '0.5 to 1234',
      'a decimal comma and points between thousands',
    ],
    [
      '1,234 beside 0.5',
      ['1,234', '0.5'],
      '0.5 to 1234',
      'a decimal point and commas between thousands',
    ],
    [
      '1.234 beside 1.234.567',
      ['1.234', '1.234.567'],
      '1234 to 1234567',
      'a decimal comma and points',
    ],
    ['12,34,567 as in India', ['12,34,567', '999'], '999 to 1234567', 'commas between thousands'],
    ["1'234 and 1’234.5", ["1'234", '1’234.5'], '1234 to 1234.5', 'apostrophes between thousands'],
    [
      '1 234,5 with any space',
      ['1 234,5', '1\u00a0234', '7\u202f000'],
      '1234 to 7000',
      'spaces between thousands',
    ],
    ['money', ['€ 1.234,50', '-€ 0,50', '(€ 3)'], '-3 to 1234.5', 'beside €'],
    ['0,880', ['0,880', '1,306'], '0.88 to 1.306', 'a decimal comma'],
    ['1.5e3 and 2E-1', ['1.5e3', '2E-1'], '0.2 to 1500', undefined],
    ['percent', ['12,5 %', '7%'], '7 to 12.5', 'a decimal comma, beside %'],
  ])('%s', async (_, texts, range, note) => {
    const said = await saidOf(tableOf(texts))
    expect(said.at(-1)).toBe(`  n  number    ${range}`)
    if (note === undefined) expect(said).toHaveLength(1)
    else expect(said[0]).toContain(note)
  })

  it('where they leave it open, by other columns, then by the delimiter, with a note', async () => {
    expect(await saidOf(tableOf(['1.234', '12']))).toEqual([
      'note: numbers are read with a decimal comma and points between thousands in n: 1.234 in line 2 is 1234',
      'note: column "n" holds 1.234 in line 2, which is read as 1234 and not as 1.234; say otherwise by --decimal point',
      '  n  number    12 to 1234',
    ])
    expect(await saidOf(tableOf(['1.234', '5.678'], ','))).toEqual([
      'note: column "n" holds 1.234 in line 2, which is read as 1.234 and not as 1234; say otherwise by --decimal comma',
      '  n  number    1.234 to 5.678',
    ])
    const beside = write(
      'beside.csv',
      [
        'm;n;label',
        ...Array.from({ length: 30 }, (_, i) => `${i % 9},5;1.${100 + i};${i % 2 ? 'a' : 'b'}`),
      ].join('\n'),
    )
    expect((await saidOf(beside)).at(-1)).toBe('  n  number    1100 to 1129')
    expect((await saidOf(beside, { columns: { n: 'decimal-point' } })).at(-1)).toBe(
      '  n  number    1.1 to 1.129',
    )
  })

  it('as it is told', async () => {
    const file = tableOf(['1,234', '5,678'])
    expect((await saidOf(file, { decimal: 'comma' })).at(-1)).toBe('  n  number    1.234 to 5.678')
    expect((await saidOf(file, { thousands: 'comma' })).at(-1)).toBe('  n  number    1234 to 5678')
    expect(
      await messageOf(file, { target: 'label', decimal: 'comma', thousands: 'comma' }),
    ).toContain(
      'cannot be read with --decimal comma and --thousands comma: one mark does not stand for both.',
    )
    const points = tableOf(['1.5', '2.5'])
    expect(
      await messageOf(points, { target: 'label', decimal: 'comma', columns: { n: 'number' } }),
    ).toMatch(
      /holds "1\.5" in line 2, column "n", as most .* a decimal comma, as it is set, does not read\. Say --decimal point/,
    )
  })

  it('a mix is refused, with both places and what mends it', async () => {
    const mixed = tableOf(['1.234,5', '1,234.5'])
    expect(await messageOf(mixed, { target: 'label' })).toBe(
      `${mixed} holds "1.234,5" in line 2 and "1,234.5" in line 3, column "n": numbers with a decimal comma in one place and a decimal point in the other, so that neither is sure. Write them alike; or say what holds by --columns n=decimal-comma or n=decimal-point, take them for texts by --columns n=category, or leave them out by --columns n=ignore.`,
    )
    for (const texts of [
      ['$5', '€5'],
      ['12%', '0.5'],
      ["1'234", '1 234'],
      ['1.5', '1.234.567'],
    ])
      expect(await messageOf(tableOf(texts), { target: 'label' })).toContain(
        'so that neither is sure',
      )
    expect((await saidOf(mixed, { columns: { n: 'category' } })).at(-1)).toContain(
      'category  2 values',
    )
  })

  it('of what is no number, texts are made', async () => {
    for (const texts of [
      ['1.2.3', '1.10.0'],
      ['192.168.0.1', '10.0.0.1'],
      ['1,2', '1,2,3', '4,5'],
      ['030 1234', '040 99'],
    ])
      expect((await saidOf(tableOf(texts))).at(-1)).toContain('  n  category')
  })
})

describe('a target', () => {
  it('that is written as people do is a number, with a note, and is known in new rows', async () => {
    const file = tableOf(Array.from({ length: 30 }, (_, i) => `${(i % 9) + 1}'${100 + i * 7}.5`))
    const { report, preparation } = await loaded(file, { target: 'n' })
    expect(report).toContain('predicts n: a number from 1100.5 to 9282.5 (regression)')
    expect(report.join('\n')).toContain('apostrophes between thousands in n')
    const again = await readForPrediction(file, preparation)
    expect(again).toMatchObject({ right: { labels: expect.arrayContaining([2107.5]) as unknown } })
  })

  it('with units, or of dates, is refused as what it is', async () => {
    const units = tableOf(Array.from({ length: 30 }, (_, i) => `${i},5 kg`))
    expect(await messageOf(units, { target: 'n' })).toBe(
      `${units} holds "0,5 kg" in line 2, column "n", as most rows do a number with something beside it, which is not read as a number. Write plain numbers, as 1234.5, without a unit.`,
    )
    const dates = tableOf(Array.from({ length: 30 }, (_, i) => `Apr ${i + 1} 2000`))
    expect(await messageOf(dates, { target: 'n' })).toContain(
      'holds the date "Apr 1 2000" in line 2, column "n", as in most rows, and dates are not predicted.',
    )
  })
})

describe('new rows', () => {
  const values = async (
    file: string,
    trained: string,
    options: DataOptions = {},
    again: Parameters<typeof readForPrediction>[2] = {},
  ) => {
    const { preparation } = await loaded(trained, { target: 'label', ...options })
    const read = await readForPrediction(file, preparation, again)
    if (read._tag === 'Left') return read.left.message
    const code =
      preparation._tag === 'Table' ? preparation.columns.find((c) => c.name === 'n') : undefined
    if (code?._tag !== 'Number') throw new Error('?')
    return rowsOf(read.right.examples).map((row) =>
      Number((row[1]! * code.deviation + code.mean).toFixed(3)),
    )
  }
  const rows = (text: string, separator = ';') =>
    write(`new-${files++}.csv`, `x${separator}n\n1${separator}${text}\n`)

  it('are read as the training rows were, however few they are', async () => {
    const trained = tableOf(['1.234,50', '0,25'])
    expect(await values(rows('1.234'), trained)).toEqual([1234])
    expect(await values(rows('2,5'), trained)).toEqual([2.5])
    expect(await values(rows('1.5'), trained)).toContain(
      'holds the text "1.5" in line 2, column "n", where the network reads a number. Correct it, or leave the cell empty. Numbers are read here with a decimal comma and points between thousands; say otherwise by --decimal point.',
    )
    expect(await values(rows('1.5'), trained, {}, { decimal: 'point' })).toEqual([1.5])
    expect(await values(write('n.json', '[{"x":1,"n":1.306}]'), trained)).toEqual([1.306])
  })

  it('tell themselves how they are written where the training rows had plain numbers', async () => {
    const trained = tableOf(['1.5', '20'])
    expect(await values(rows('2,5'), trained)).toEqual([2.5])
    expect(await values(rows('1234'), trained)).toEqual([1234])
  })

  it('of values that were not seen are read with a note', async () => {
    const file = tableOf(['rot', 'grün'])
    const { preparation } = await loaded(file, { target: 'label' })
    const read = await readForPrediction(rows('blau'), preparation)
    expect(read).toMatchObject({
      right: {
        notes: [
          'column "n" holds 1 value that the network was not trained on, in 1 row: "blau" in line 2; to the network it is as none',
        ],
      },
    })
  })

  it('are refused settings that their form does not have', async () => {
    expect(await loadData('test/node/data/fixtures/numpy.npz', { decimal: 'comma' })).toMatchObject(
      {
        left: {
          message: expect.stringContaining(
            'is no table, so it is not read by the setting decimal',
          ) as string,
        },
      },
    )
  })
})
