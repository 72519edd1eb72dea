import { parquetWriteBuffer } from 'hyparquet-writer'
import { describe, expect, it } from 'vitest'
import { columnNames } from '../../../src/node/data/index.ts'
import { loaded, messageOf, scratch } from './support.ts'

const { write } = scratch()
const rows = Array.from({ length: 40 }, (_, i) => i)
let files = 0

const pairs: ReadonlyArray<readonly [what: string, one: string, other: string]> = [
  ['accents stored in two ways', 'H\u00f6he', 'Ho\u0308he'],
  ['another space', 'unit price', 'unit\u00a0price'],
  ['a space without width', 'price', 'pri\u200bce'],
  ['a byte order mark', 'id', 'i\ufeffd'],
]

const csv = (names: ReadonlyArray<string>, cells: (i: number) => string): string =>
  write(`names-${files++}.csv`, [names.join(','), ...rows.map(cells)].join('\n'))

describe('two columns whose names look alike', () => {
  it.each(pairs)('are refused in CSV: %s', async (_, one, other) => {
    const file = csv(['x', one, other], (i) => `${i},${i * 2},${i % 2}`)
    expect(await messageOf(file, { target: 'x' })).toBe(
      `${file} has two columns that look alike in line 1, both called ${JSON.stringify(one)}: their names differ only in what is not seen, as spaces and how accents are stored. Rename one, or write both alike.`,
    )
  })

  it.each(pairs)('are refused in JSON, in one record or in several: %s', async (_, one, other) => {
    const both = rows.map((i) => ({ x: i, [one]: i % 3, [other]: i % 2 }))
    const each = rows.map((i) => ({ x: i, [i % 5 ? one : other]: i % 3 }))
    for (const records of [both, each])
      expect(
        await messageOf(write(`names-${files++}.json`, JSON.stringify(records)), { target: 'x' }),
      ).toContain(`has two columns that look alike, both called ${JSON.stringify(one)}`)
  })

  it.each(pairs)('are refused in Parquet: %s', async (_, one, other) => {
    const file = write(
      `names-${files++}.parquet`,
      new Uint8Array(
        parquetWriteBuffer({
          columnData: [one, other].map((name) => ({ name, data: rows, type: 'INT32' })),
        }),
      ),
    )
    expect(await messageOf(file, { target: one })).toContain('has two columns that look alike')
  })

  it.each(pairs)(
    'of which one alone is there, is found by the other: %s',
    async (_, one, other) => {
      const file = csv(['x', other], (i) => `${(i * 7) % 40},${'ab'[i % 2]}`)
      const { preparation } = await loaded(file, { target: one })
      expect(preparation.target).toEqual({ _tag: 'Classes', names: ['a', 'b'] })
      expect(await columnNames(file)).toMatchObject({ _tag: 'Right' })
    },
  )

  it('are two where they differ to the eye', async () => {
    const file = csv(['a b', 'ab', 'A b'], (i) => `${(i * 7) % 40},${i * 2},${i % 2}`)
    expect((await loaded(file, { target: 'A b' })).splits.task.input).toEqual([2])
  })
})

describe('words for one and for several', () => {
  it('are right in what is said of a table', async () => {
    const file = csv(['x', 'y'], (i) => `${(i * 7) % 40},${'ab'[i % 2]}`)
    const { report } = await loaded(file, { target: 'y' })
    expect(report[0]).toBe(`${file}: CSV, 40 rows, 2 columns`)
    expect(report.at(-1)).toBe('examples of 1 number: 28 train, 6 validate, 6 test')
  })
})

describe('a decimal mark that is given, and does not read most cells', () => {
  const amounts = (form: (i: number) => string, of = 'preis'): string =>
    write(
      `marks-${files++}.csv`,
      [`${of};x;y`, ...rows.map((i) => `${form(i)};${(i * 7) % 40};${'ab'[i % 2]}`)].join('\n'),
    )

  it.each<[string, 'point' | 'comma', (i: number) => string]>([
    ['euros with a decimal comma', 'point', (i) => `${i + 100},50 \u20ac`],
    ['thousands as well', 'point', (i) => `1.${i + 100},50`],
    ['dollars with a decimal point', 'comma', (i) => `$${i + 100}.25`],
    ['plain numbers', 'comma', (i) => `${i}.75`],
  ])('is refused with what mends it: %s', async (_, decimal, form) => {
    const file = amounts(form)
    const other = decimal === 'comma' ? 'point' : 'comma'
    expect(await messageOf(file, { target: 'y', decimal })).toContain(
      `in line 2, column "preis", as most of its cells a number that a decimal ${decimal}, as it is set, does not read. Say --decimal ${other}, or of this column alone --columns preis=decimal-${other}`,
    )
    // What is said to mend it does.
    for (const mended of [
      { decimal: other },
      { decimal, columns: { preis: `decimal-${other}` } },
    ] as const)
      expect((await loaded(file, { target: 'y', ...mended })).report.join('\n')).toMatch(
        /preis +number/,
      )
    // It is to be predicted, and no class.
    expect(await messageOf(file, { target: 'preis', decimal })).toContain('does not read')
  })

  it('reads what is written so', async () => {
    const file = amounts((i) => `\u20ac${i + 100}.50`)
    const { report } = await loaded(file, { target: 'y', decimal: 'point' })
    expect(report.join('\n')).toMatch(/preis +number {4}100\.5 to 139\.5/)
  })
})
