import { describe, expect, it } from 'vitest'
import { type DataOptions } from '../../../src/node/data/index.ts'
import { loaded, messageOf, scratch } from './support.ts'

const { write } = scratch()
let files = 0

const table = (cell: (i: number) => string): string =>
  write(
    `notes-${files++}.csv`,
    [
      'x,column,label',
      ...Array.from({ length: 40 }, (_, i) => `${(i * 7) % 40},${cell(i)},${i % 2 ? 'yes' : 'no'}`),
    ].join('\n'),
  )

const saidOf = async (file: string, options: DataOptions = {}): Promise<string> =>
  (await loaded(file, { target: 'label', ...options })).report.join('\n')

describe('the inspection notes', () => {
  it.each<[string, (i: number) => string, string]>([
    ['texts among numbers', (i) => (i % 10 === 3 ? 'k.A.' : String(i * 3)), '--missing "k.A."'],
    ['a unit behind every number', (i) => `${i + 11} kg`, 'kg'],
    ['leading zeros', (i) => `0${1000 + ((i * 37) % 900)}`, '--columns column=category'],
    ['parentheses', (i) => (i % 4 ? String(i) : `(${i + 3})`), 'below zero in column: (3)'],
    ['hexadecimal numbers', (i) => `0x${((i % 6) + 16).toString(16)}`, 'to the base 16'],
  ])('%s', async (_, cell, words) => {
    expect(await saidOf(table(cell))).toContain(words)
  })

  it.each<[string, (i: number) => string]>([
    ['whole numbers', (i) => String(i * 3)],
    ['words', (i) => ['red', 'green', 'blue'][i % 3]!],
    ['years', (i) => String(1990 + ((i * 7) % 30))],
  ])('nothing of %s', async (_, cell) => {
    expect(await saidOf(table(cell))).not.toContain('note:')
  })
})

describe('texts that look alike are one', () => {
  it.each<[string, ReadonlyArray<string>]>([
    ['composed and decomposed letters', ['K\u00f6ln', 'Ko\u0308ln', 'Bonn']],
    ['spaces around them, non-breaking ones too', ['Bonn', 'Bonn\u00a0', ' K\u00f6ln']],
  ])('%s', async (_, places) => {
    expect(await saidOf(table((i) => places[i % 3]!))).toMatch(/column +category +2 values/)
  })
})

describe('records of JSON', () => {
  const records = (record: (i: number) => string): string =>
    write(`notes-${files++}.jsonl`, Array.from({ length: 40 }, (_, i) => record(i)).join('\n'))

  it('that have a key twice are refused with the line and the key', async () => {
    const file = records((i) => `{"x":${i % 9},"label":"${'ab'[i % 2]}"${i === 7 ? ',"x":5' : ''}}`)
    const message = await messageOf(file, { target: 'label' })
    expect(message).toContain('line 8')
    expect(message).toContain('"x"')
  })

  it('keep all digits of whole numbers, so that an id is known for one', async () => {
    const file = records(
      (i) => `{"x":${i % 9},"id":90071992547409${930 + i},"label":"${'ab'[i % 2]}"}`,
    )
    expect(await saidOf(file)).toMatch(/id +ignored/)
  })
})
