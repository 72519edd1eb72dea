import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { rowsOf, loaded, messageOf, penguins, scratch } from './support.ts'

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
