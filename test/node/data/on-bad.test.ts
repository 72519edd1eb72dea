import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { inspectData } from '../../../src/node/data/index.ts'
import { rowsOf, loaded, messageOf, npz, penguins, scratch } from './support.ts'

const { write } = scratch()

const onBad = 'drop'

/** Rows of one number and one label. */
const table = (name: string, labels: ReadonlyArray<string | number>): string =>
  write(name, ['x,y', ...labels.map((label, i) => `${i},${label}`)].join('\n'))

const many = (label: string | number, count: number): Array<string | number> =>
  new Array<string | number>(count).fill(label)

describe('bad rows of a table', () => {
  it('without a label are refused with the setting that leaves them out', async () => {
    expect(await messageOf(penguins, { target: 'bill_length_mm' })).toMatch(
      /has no label in line 5, column "bill_length_mm", and in 1 more row\..+ --on-bad drop leaves them out\.$/,
    )
  })

  it('without a label are left out, counted and named; the others are as if they had never been', async () => {
    const { splits, report, leftOut } = await loaded(penguins, { target: 'bill_length_mm', onBad })
    expect(report.slice(0, 2)).toEqual([
      `${penguins}: CSV, 342 rows, 8 columns`,
      'note: left out by --on-bad drop: 2 rows without a label (line 5, line 273)',
    ])
    expect(leftOut).toEqual([
      { what: 'rows without a label', count: 2, first: ['line 5', 'line 273'] },
    ])
    const lines = readFileSync(penguins, 'utf8').split('\n')
    const clean = write('clean.csv', lines.filter((_, i) => i !== 4 && i !== 272).join('\n'))
    const alone = await loaded(clean, { target: 'bill_length_mm' })
    for (const part of ['train', 'validation', 'test'] as const)
      expect(rowsOf(splits[part])).toEqual(rowsOf(alone.splits[part]))
  })

  it('of a class that is too rare to split are left out', async () => {
    const labels = [...many('a', 20), 'odd', ...many('b', 20), 'rare', 'rare']
    const file = table('rare.csv', labels)
    expect(await messageOf(file, { target: 'y' })).toBe(
      `${file} has the class "odd" only once (line 22), and 1 more class too rarely; training, validation and test each need one. Add examples, merge classes, or remove such rows. --on-bad drop leaves them out.`,
    )
    const { leftOut, preparation } = await loaded(file, { target: 'y', onBad })
    expect(leftOut).toEqual([
      {
        what: 'examples of 2 classes, too rare to split',
        count: 3,
        first: ['line 22', 'line 43', 'line 44'],
      },
    ])
    expect(preparation.target).toEqual({ _tag: 'Classes', names: ['a', 'b'] })
  })

  it('whose label is no number, where one is predicted, are left out beside those without one', async () => {
    const labels = Array.from({ length: 100 }, (_, i) => i + 0.5)
    const file = table('texts.csv', [...labels, 'unknown', '', 7.25])
    expect(await messageOf(file, { target: 'y', task: 'regression' })).toMatch(
      /has no label in line 103.+ --on-bad drop leaves it out\.$/,
    )
    const { leftOut, splits } = await loaded(file, { target: 'y', task: 'regression', onBad })
    expect(leftOut).toEqual([
      { what: 'row without a label', count: 1, first: ['line 103'] },
      { what: 'row whose label is no number', count: 1, first: ['line 102'] },
    ])
    expect(splits.train.count + splits.validation.count + splits.test.count).toBe(101)
  })

  it('that leave too few are refused, and told', async () => {
    const file = table('few.csv', [...many('', 30), ...many('a', 4), ...many('b', 4)])
    expect(await messageOf(file, { target: 'y', onBad })).toBe(
      `${file} has 8 rows of data; training, validation and test need 10 at least. (left out by --on-bad drop: 30 rows without a label (line 2, line 3, line 4 and 27 more).)`,
    )
  })

  it('of another number of cells, or with a text among numbers, are left out', async () => {
    const rows = Array.from({ length: 40 }, (_, i) => `${i * 1.5},${i % 7},${i % 2 ? 'a' : 'b'}`)
    const changed = new Map([
      [3, '4.5,3'],
      [8, '12,1,a,left over'],
      [20, '1O.5,6,b'],
      [21, 'n. n.,6,b'],
    ])
    const lines = rows.map((row, i) => changed.get(i) ?? row)
    const file = write('uneven.csv', ['x,y,z', ...lines].join('\n'))
    expect(await messageOf(file, { target: 'z' })).toMatch(
      /has 2 cells in line 5, but 3 columns\..+ --on-bad drop leaves it out\.$/,
    )
    const { leftOut, splits } = await loaded(file, { target: 'z', onBad })
    expect(leftOut).toEqual([
      { what: 'rows of another number of cells', count: 2, first: ['line 5', 'line 10'] },
      {
        what: 'rows with texts among the numbers of "x"',
        count: 2,
        first: ['line 22', 'line 23'],
      },
    ])
    expect(splits.train.count + splits.validation.count + splits.test.count).toBe(36)
    const inspected = await inspectData(file, { onBad })
    expect(inspected).toMatchObject({
      right: expect.arrayContaining([
        'note: left out by --on-bad drop: 2 rows of another number of cells (line 5, line 10); 2 rows with texts among the numbers of "x" (line 22, line 23)',
      ]) as unknown,
    })
    const none = write('none.csv', ['x,y,z', ...rows.map((row) => `${row},1`)].join('\n'))
    expect(await messageOf(none, { target: 'z', onBad })).toContain(
      'has no row of data below the names of its columns. (left out by --on-bad drop: 40 rows',
    )
  })

  it('are none where all is well: nothing is told', async () => {
    const file = table('well.csv', [...many('a', 10), ...many('b', 10)])
    const [strict, lenient] = [
      await loaded(file, { target: 'y' }),
      await loaded(file, { target: 'y', onBad }),
    ]
    expect(lenient).toEqual(strict)
    expect(strict.leftOut).toEqual([])
  })
})

describe('bad rows of arrays', () => {
  const x = (count: number) => Float64Array.from({ length: count * 2 }, (_, i) => Math.sin(i))
  const changedTo = (values: Float64Array, changed: Readonly<Record<number, number>>) => {
    const copy = values.slice()
    for (const [at, value] of Object.entries(changed)) copy[Number(at)] = value
    return copy
  }

  it('are refused with the setting that leaves them out, or are left out of their own part', async () => {
    const y = Float64Array.from({ length: 60 }, (_, i) => i % 3)
    const [values, labels] = [
      changedTo(x(60), { 9: NaN }),
      changedTo(y, { 7: NaN, 50: NaN, 30: 9 }),
    ]
    const file = write(
      'bad.npz',
      npz({
        x_train: [values, [60, 2]],
        y_train: [labels, [60]],
        x_test: [changedTo(x(20), { 5: Infinity, 4: NaN }), [20, 2]],
        y_test: [y.slice(0, 20), [20]],
      }),
    )
    expect(await messageOf(file)).toBe(
      `${file} holds NaN in row 5 of the array x_train, at place 2. Replace what is no number, say by numpy.nan_to_num. --on-bad drop leaves them out.`,
    )
    const { leftOut, splits, preparation, report } = await loaded(file, { onBad })
    expect(leftOut).toEqual([
      {
        what: 'rows with values that are no numbers',
        count: 2,
        first: ['row 5 of x_train', 'row 3 of x_test'],
      },
      {
        what: 'rows without a label',
        count: 2,
        first: ['row 8 of x_train', 'row 51 of x_train'],
      },
      {
        what: 'example of the class "9", too rare to split',
        count: 1,
        first: ['row 31 of x_train'],
      },
    ])
    expect(report[1]).toMatch(/^note: left out by --on-bad drop: 2 rows with values/)
    expect(preparation.target).toEqual({ _tag: 'Classes', names: ['0', '1', '2'] })
    expect([splits.train.count + splits.validation.count, splits.test.count]).toEqual([56, 19])
    expect([...splits.test.labels]).toEqual([...y.slice(0, 20)].toSpliced(2, 1))
  })

  it('are told by where they stand in their own array', async () => {
    const y = x(20).slice(0, 20)
    const file = write(
      'bad-test.npz',
      npz({
        x_train: [x(20), [20, 2]],
        y_train: [y, [20]],
        x_test: [x(10), [10, 2]],
        y_test: [changedTo(y.slice(0, 10), { 3: -Infinity }), [10]],
      }),
    )
    expect(await messageOf(file)).toBe(
      `${file} has the label -Infinity in row 4 of the array y_test. Remove what has no label from x_test and y_test. --on-bad drop leaves it out.`,
    )
  })
})
