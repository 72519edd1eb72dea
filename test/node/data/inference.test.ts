import { describe, expect, it } from 'vitest'
import { type DataOptions, inspectData } from '../../../src/node/data/index.ts'
import { loaded, messageOf, scratch } from './support.ts'

const { write } = scratch()
let files = 0

/** A table of 40 rows with one column of interest, and what is said of that column. */
const rowsWith = (cell: (i: number) => string, ending = 'csv', separator = ','): string =>
  write(
    `column-${files++}.${ending}`,
    [
      ['x', 'column', 'label'].join(separator),
      ...Array.from({ length: 40 }, (_, i) =>
        [`${(i * 7) % 40}`, cell(i), i % 2 ? 'yes' : 'no'].join(separator),
      ),
    ].join('\n'),
  )

const saidOf = async (file: string, options: DataOptions = {}): Promise<string> => {
  const { report } = await loaded(file, { target: 'label', ...options })
  return report.find((line) => line.startsWith('  column'))!.replace(/^ {2}column +/, '')
}

describe('a column is taken for', () => {
  it.each<[string, (i: number) => string, string]>([
    ['numbers', (i) => String(i / 4), 'number    0 to 9.75'],
    [
      'numbers with exponents and signs',
      (i) => `${i % 2 ? '-' : '+'}${i}e-3`,
      'number    -0.039 to 0.038',
    ],
    [
      'numbers with gaps',
      (i) => (i % 4 ? String(i) : 'NA'),
      'number    1 to 39, 10 missing (2 inputs)',
    ],
    ['percentages', (i) => `${i} %`, 'number    0 to 39'],
    ['thousands', (i) => `"${i + 1},${200 + i}.5"`, 'number    1200.5 to 40239.5'],
    ['truth', (i) => ['true', 'FALSE'][i % 2]!, 'number    0 to 1'],
    ['yes or no', (i) => (i % 3 ? 'Yes' : 'No'), 'category  2 values: No, Yes (2 inputs)'],
    [
      'texts with gaps',
      (i) => ['a', 'b', ''][i % 3]!,
      'category  2 values: a, b, 13 missing (3 inputs)',
    ],
    [
      'texts, some of them numbers',
      (i) => ['1', '2', 'many', 'few'][i % 4]!,
      'category  4 values: 1, 2, few, many (4 inputs)',
    ],
    ['codes', (i) => `0x${i % 3}`, 'category  3 values: 0x0, 0x1, 0x2 (3 inputs)'],
    [
      'dates',
      (i) => `2024-01-${String((i % 28) + 1).padStart(2, '0')}`,
      'ignored   dates, such as "2024-01-01"; give what matters of them (year, month, weekday, hour) as columns of numbers, or read them by --columns column=category',
    ],
    [
      'dates of other form',
      (i) => `${(i % 28) + 1}/12/2023 10:15`,
      'ignored   dates, such as "1/12/2023 10:15"; give what matters of them (year, month, weekday, hour) as columns of numbers, or read them by --columns column=category',
    ],
    [
      'names of rows',
      (i) => `name ${i}`,
      'ignored   28 distinct texts in 28 rows, such as "name 0"',
    ],
    ['money', (i) => `$${i}.50`, 'number    0.5 to 39.5'],
    ['decimal commas in a file of commas', (i) => `"${i},5"`, 'number    0.5 to 39.5'],
    [
      'quantities with units',
      (i) => `${i}.5 kg`,
      'ignored   texts such as "0.5 kg"; written as plain numbers (1234.5) they are read',
    ],
    ['nothing', () => '', 'ignored   no cell has a value'],
    ['always the same', () => '7', 'ignored   every training row has the same value'],
    ['the same or nothing', (i) => (i % 2 ? '7' : ''), 'number    7 to 7, 20 missing (2 inputs)'],
  ])('%s', async (_, cell, expected) => {
    const said = await saidOf(rowsWith(cell))
    // Which row comes first in the training split is no matter.
    const anyRow = (text: string): string => text.replace(/such as ".*?"/, 'such as')
    expect(anyRow(said)).toBe(anyRow(expected))
  })

  it('numbers with decimal commas, in a file of semicolons', async () => {
    const file = rowsWith((i) => (i === 3 ? '1.234,2' : `${i},25`), 'csv', ';')
    expect(await saidOf(file)).toBe('number    0.25 to 1234.2')
  })

  it('rows told apart, by its name and numbers', async () => {
    const file = write(
      'ids.csv',
      [
        'userId,x,label',
        ...Array.from({ length: 40 }, (_, i) => `${900 - i},${i % 9},${i % 2 ? 'a' : 'b'}`),
      ].join('\n'),
    )
    const told = await loaded(file, { target: 'label' })
    expect(told.report[1]).toBe(
      '  userId  ignored   numbers that tell rows apart; read them by --columns userId=number',
    )
    const kept = await loaded(file, { target: 'label', columns: { userId: 'number' } })
    expect(kept.splits.task.input).toEqual([2])
  })

  it('what it is told to be', async () => {
    const numbers = rowsWith((i) => String(i % 4))
    const as = (kind: 'number' | 'category' | 'ignore') =>
      saidOf(numbers, { columns: { column: kind } })
    expect(await as('number')).toBe('number    0 to 3')
    expect(await as('category')).toBe('category  4 values: 0, 1, 2, 3 (4 inputs)')
    expect(await as('ignore')).toBe('ignored   as --columns says')
    const dates = rowsWith((i) => `2024-01-0${(i % 3) + 1}`)
    expect(await saidOf(dates, { columns: { column: 'category' } })).toContain('category  3 values')
    const texts = rowsWith((i) => (i === 5 ? 'x' : 'y'))
    expect(await messageOf(texts, { target: 'label', columns: { column: 'number' } })).toBe(
      `${texts} holds the text "y" in line 2, column "column", which is to be read as numbers. Correct the cell or leave it empty; or take the column for text by --columns column=category, or leave it out by --columns column=ignore.`,
    )
    expect(await messageOf(texts, { target: 'label', columns: { colunm: 'ignore' } })).toBe(
      `${texts} has no column "colunm", which --columns speaks of; it has x, column, label. Did you mean column?`,
    )
  })

  it('at most 50 numbers, however many values it has', async () => {
    const rows = Array.from({ length: 2000 }, (_, i) => `c${i % 700},${i % 2 ? 'a' : 'b'}`)
    const file = write('many.csv', ['city,label', ...rows].join('\n'))
    const { splits, report } = await loaded(file, { target: 'label' })
    expect(splits.task.input).toEqual([50])
    expect(report[1]).toBe(
      '  city  category  700 values: c0, c1, c10, c100, c101, ... (50 inputs: one each for the 49 most frequent, one for the other 651, which 1853 rows have)',
    )
  })
})

describe('what is predicted', () => {
  const predicted = async (label: (i: number) => string, task?: DataOptions['task']) => {
    const file = write(
      `target-${files++}.csv`,
      ['x,y', ...Array.from({ length: 60 }, (_, i) => `${(i * 7) % 60},${label(i)}`)].join('\n'),
    )
    const { report } = await loaded(file, { target: 'y', ...(task === undefined ? {} : { task }) })
    return report.find((line) => line.startsWith('predicts'))
  }

  it('are classes or a number, by its values or as told', async () => {
    expect(await predicted((i) => `k${i % 3}`)).toBe('predicts y: 3 classes (classification)')
    expect(await predicted((i) => String(i % 2 === 0))).toBe(
      'predicts y: 2 classes (classification)',
    )
    expect(await predicted((i) => String(i % 20))).toBe('predicts y: 20 classes (classification)')
    expect(await predicted((i) => String(i % 21))).toBe(
      'predicts y: a number from 0 to 20 (regression)',
    )
    expect(await predicted((i) => `${i % 4}.5`)).toBe(
      'predicts y: a number from 0.5 to 3.5 (regression)',
    )
    expect(await predicted((i) => `${i % 4}.5`, 'classification')).toBe(
      'predicts y: 4 classes (classification)',
    )
    expect(await predicted((i) => String(i % 4), 'regression')).toBe(
      'predicts y: a number from 0 to 3 (regression)',
    )
  })

  it('are classes in order of their names, numbers by size', async () => {
    const file = write(
      'order.csv',
      ['x,y', ...Array.from({ length: 60 }, (_, i) => `${(i * 7) % 60},${(i % 12) + 1}`)].join(
        '\n',
      ),
    )
    const { preparation } = await loaded(file, { target: 'y' })
    expect(preparation.target).toEqual({
      _tag: 'Classes',
      names: ['1', '2', '3', '4', '5', '6', '7', '8', '9', '10', '11', '12'],
    })
  })
})

describe('inspectData', () => {
  it('tells the columns where no target is named, and all where one is', async () => {
    const file = rowsWith((i) => (i % 4 ? String(i) : ''))
    expect(await inspectData(file)).toEqual({
      _tag: 'Right',
      right: [
        `${file}: CSV, 40 rows, 3 columns`,
        '  x       number    0 to 39',
        '  column  number    1 to 39, 10 missing',
        '  label   category  2 values: no, yes',
        'Say which column is to be predicted by --target NAME, and see how the rest is read.',
      ],
    })
    expect(await inspectData(file, { target: 'label' })).toEqual({
      _tag: 'Right',
      right: [
        `${file}: CSV, 40 rows, 3 columns`,
        '  x       number    0 to 39',
        '  column  number    1 to 39, 10 missing (2 inputs)',
        'predicts label: 2 classes (classification)',
        '  no 20, yes 20',
        'examples of 3 numbers: 28 train, 6 validate, 6 test',
      ],
    })
    expect(await inspectData(file, { columns: { y: 'number' } })).toMatchObject({
      left: {
        message: `${file} has no column "y", which --columns speaks of; it has x, column, label.`,
      },
    })
    expect(await inspectData('nowhere.csv')).toMatchObject({ left: { _tag: 'NoData' } })
  })
})
