import { describe, expect, it } from 'vitest'
import { loaded, messageOf, scratch } from './support.ts'

const { write } = scratch()
const rows = Array.from({ length: 40 }, (_, i) => i)
let files = 0

const report = async (name: string, cell: (i: number) => number): Promise<string> => {
  const file = write(
    `ids-${files++}.csv`,
    [`x,${name},y`, ...rows.map((i) => `${(i * 7) % 40},${cell(i)},${'ab'[i % 2]}`)].join('\n'),
  )
  return (await loaded(file, { target: 'y' })).report.join('\n')
}

describe('columns of numbers that are all different', () => {
  it.each(['Kundennr', 'Rechnungs-Nr.', 'customer_id', 'userId', 'row_number', 'uuid'])(
    'are ignored where their name says that they tell rows apart: %s',
    async (name) => {
      expect(await report(name, (i) => 5000 + ((i * 17) % 97))).toContain(
        'numbers that tell rows apart',
      )
    },
  )

  it.each(['customer_no', 'OrderNumber', 'Rechnungsnummer', 'invoice_code'])(
    'are ignored where they count on as well: %s',
    async (name) => {
      expect(await report(name, (i) => 70_001 + i)).toContain(
        'numbers that count on from row to row',
      )
      expect(await report(name, (i) => 5000 + ((i * 17) % 97))).toMatch(
        new RegExp(`${name} +number +5`),
      )
    },
  )

  it.each(['year', 'genre', 'piano', 'code_length', 'unit'])(
    'are read otherwise: %s',
    async (name) => {
      expect(await report(name, (i) => 5000 + ((i * 17) % 97))).toMatch(
        new RegExp(`${name} +number`),
      )
    },
  )
})

describe('a key that a record has twice', () => {
  const list = (record: (i: number) => string): string =>
    write(`twice-${files++}.json`, `[${rows.map(record).join(',\n')}]`)

  it.each([
    ['beside another', (i: number) => `{"x":${i},"y":"a"${i === 12 ? ',"x":3' : ''}}`, '"x"', 13],
    [
      'written with an escape',
      (i: number) => `{"x":${i},"y":"a"${i === 3 ? ',"\\u0078":3' : ''}}`,
      '"x"',
      4,
    ],
    [
      'below brackets of a text',
      (i: number) => `{"x":"[{","y":"a"${i === 5 ? ',"y":"b"' : ''}}`,
      '"y"',
      6,
    ],
  ])('in a list is refused with the item: %s', async (_, record, key, item) => {
    expect(await messageOf(list(record), { target: 'y' })).toContain(
      `has the key ${key} twice in item ${item}, so that two values claim one cell.`,
    )
  })

  it('of an object within a cell that is not read is of no matter', async () => {
    const file = list((i) => `{"x":${(i * 7) % 40},"o":{"a":1,"a":2},"y":"${'ab'[i % 2]}"}`)
    expect((await loaded(file, { target: 'y', columns: { o: 'ignore' } })).report[0]).toContain(
      '40 rows',
    )
  })
})
