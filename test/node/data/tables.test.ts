import { parquetWriteBuffer } from 'hyparquet-writer'
import { dump } from 'npyjs'
import { describe, expect, it } from 'vitest'
import { type ColumnEncoding, Preparation, type Prepared } from '../../../src/node/data/index.ts'
import { cellsOf, loaded, penguins, rowsOf, scratch } from './support.ts'

const { write } = scratch()
const target = { target: 'species' }
const [names = [], ...cells] = cellsOf(penguins)
const isNumber = (text: string): boolean => text !== '' && Number.isFinite(Number(text))
const records = cells.map((row) =>
  Object.fromEntries(
    names.map((name, i) => {
      const text = row[i] ?? ''
      return [name, text === 'NA' ? null : isNumber(text) ? Number(text) : text]
    }),
  ),
)
const text = (separator: string, row: (cell: string) => string = (cell) => cell): string =>
  [names, ...cells.map((r) => r.map(row))].map((r) => r.join(separator)).join('\n')

/** The row of cells that an example was made of. */
const decode = (codes: ReadonlyArray<ColumnEncoding>, example: ReadonlyArray<number>): string[] => {
  let at = 0
  return codes.map((code) => {
    if (code._tag === 'Category') {
      const found = code.values.findIndex((_, i) => example[at + i] === 1)
      at += code.values.length
      return code.values[found] ?? 'nothing'
    }
    const missing = code.flagged && example[at + 1] === 1
    const value = example[at]! * code.deviation + code.mean
    at += code.flagged ? 2 : 1
    return missing ? '' : value.toFixed(1)
  })
}

/** A preparation but for how numbers were written. */
const withoutForms = (preparation: Preparation): unknown =>
  JSON.parse(
    JSON.stringify(preparation, (key, value: unknown) => (key === 'form' ? undefined : value)),
  )

const decoded = ({ splits, preparation }: Prepared): string[] => {
  if (preparation._tag !== 'Table' || preparation.target._tag !== 'Classes') throw new Error('?')
  const { columns, target } = preparation
  return [splits.train, splits.validation, splits.test].flatMap((part) =>
    rowsOf(part).map((row, i) => [target.names[part.labels[i]!], ...decode(columns, row)].join()),
  )
}

describe('a table', () => {
  it('becomes numbers from which its rows can be told again', async () => {
    const prepared = await loaded(penguins, target)
    const expected = cells.map((row) =>
      row
        .map((cell) => (cell === 'NA' ? '' : isNumber(cell) ? Number(cell).toFixed(1) : cell))
        .join(),
    )
    // A number that is missing in no training row has no mark where it is missing: it counts as the mean.
    const columns = prepared.preparation._tag === 'Table' ? prepared.preparation.columns : []
    expect(
      columns.every((code) => code._tag === 'Category' || code.name === 'year' || code.flagged),
    ).toBe(true)
    expect(decoded(prepared).sort()).toEqual(expected.sort())
  })

  it('is the same in every form', async () => {
    const { splits, preparation } = await loaded(penguins, target)
    const quoted = text(',', (cell) => `"${cell}"`)
    const forms = [
      write('a.tsv', text('\t')),
      write('tabs.csv', text('\t')),
      write('bars.txt', text('|')),
      write('bom.csv', `\uFEFF${text(',')}`),
      write('windows.csv', text(',').replaceAll('\n', '\r\n') + '\r\n'),
      write('quoted.csv', quoted),
      write(
        'european.csv',
        text(';', (cell) => cell.replace('.', ',')),
      ),
      write('empty-cells.csv', text(',').replaceAll('NA', '')),
      write('spaced.csv', text(' , ')),
      write('empty-rows.csv', `${text(',')}\n\n,,,,,,,\n`),
      write('lines.jsonl', records.map((r) => JSON.stringify(r)).join('\n')),
      write('lines.ndjson', `\uFEFF${records.map((r) => JSON.stringify(r)).join('\r\n')}\n\n`),
      write('list.json', JSON.stringify(records, null, 2)),
      write(
        'columns-missing.jsonl',
        records
          .map((r) =>
            JSON.stringify(Object.fromEntries(Object.entries(r).filter(([, v]) => v !== null))),
          )
          .join('\n'),
      ),
      write(
        'a.parquet',
        new Uint8Array(
          parquetWriteBuffer({
            columnData: names.map((name) => ({ name, data: records.map((r) => r[name]) })),
            rowGroupSize: 100,
          }),
        ),
      ),
      'test/node/data/fixtures/penguins.parquet',
    ]
    for (const file of forms) {
      const other = await loaded(file, target)
      // A column that the first record lacks comes later.
      if (!file.includes('columns-missing'))
        expect(withoutForms(other.preparation), file).toEqual(preparation)
      expect(decoded(other).sort(), file).toEqual(
        decoded({ splits, preparation } as Prepared).sort(),
      )
      expect(other.splits.task, file).toEqual(splits.task)
    }
  })

  it('of one NumPy array has columns c1, c2 and on', async () => {
    const values = Float32Array.from({ length: 90 }, (_, i) => (i % 3 === 2 ? (i % 2) + 5 : i / 2))
    const file = write('table.npy', new Uint8Array(dump(values, [30, 3])))
    const { splits, report } = await loaded(file, { target: 'c3' })
    expect(splits.task).toEqual({ input: [2], target: { _tag: 'Classes', count: 2 } })
    expect(report).toContain('note: the columns are called c1, c2 and on')
  })

  it('keeps line breaks, quotes and separators in quotes', async () => {
    const kinds = ['a\nb', 'say ""x""', 'one, two']
    const rows = Array.from(
      { length: 30 },
      (_, i) => `"${kinds[i % 3]!}",${(i * 7) % 30},${i % 2 ? 'x' : 'y'}`,
    )
    const file = write('quotes.csv', ['kind,n,label', ...rows].join('\n'))
    const { preparation } = await loaded(file, { target: 'label' })
    expect(preparation).toMatchObject({
      columns: [{ name: 'kind', values: ['a\nb', 'one, two', 'say "x"'] }, { name: 'n' }],
    })
  })
})

it('of very large and very small numbers becomes numbers of one size', async () => {
  const rows = Array.from({ length: 20 }, (_, i) => `1e${i * 15},1e-${i * 15},${i % 2 ? 'x' : 'y'}`)
  const file = write('sizes.csv', ['a,b,label', ...rows].join('\n'))
  const { splits, preparation } = await loaded(file, { target: 'label' })
  for (const part of [splits.train, splits.validation, splits.test])
    expect(part.values.every(Number.isFinite)).toBe(true)
  const stored = JSON.parse(JSON.stringify(preparation)) as unknown
  expect(Preparation.decode(stored)).toEqual({ _tag: 'Right', right: preparation })
})

describe('the first line', () => {
  const options = (target: string) => ({ target, columns: {} })
  const body = (first: number): string[] =>
    Array.from(
      { length: 30 },
      (_, i) => `${(i * 7) % 30}.5,${((i * 11) % 30) + first},${i % 2 ? 'x' : 'y'}`,
    )

  it('is data where it holds numbers', async () => {
    const { report, splits } = await loaded(
      write('headless.csv', body(0).join('\n')),
      options('c3'),
    )
    expect(report[0]).toContain('30 rows, 3 columns')
    expect(report[1]).toBe(
      'note: the first line holds numbers, so it is read as data, and the columns are called c1, c2 and on; --header yes takes it for their names',
    )
    expect(splits.task.input).toEqual([2])
  })

  it('names columns where its numbers count on', async () => {
    for (const [name, header] of [
      ['years.csv', '2001,2002,label'],
      ['pandas.csv', '0,1,label'],
    ] as const) {
      const { report } = await loaded(
        write(name, [header, ...body(0)].join('\n')),
        options('label'),
      )
      expect(report.slice(0, 3).join('\n')).toMatch(
        /30 rows, 3 columns\nnote: the first line is read as the names of the columns, as it counts on; --header no reads it as data\n {2}(2001|0) +number/,
      )
    }
  })

  it('may leave a column without a name', async () => {
    const rows = body(0).map((row, i) => `${i},${row}`)
    const { report } = await loaded(write('unnamed.csv', [',a,b,label', ...rows].join('\n')), {
      target: 'label',
    })
    expect(report[1]).toBe(
      '  unnamed1  ignored   numbers that tell rows apart; read them by --columns unnamed1=number',
    )
  })
})
