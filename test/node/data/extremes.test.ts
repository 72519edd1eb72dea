import { parquetWriteBuffer } from 'hyparquet-writer'
import { dump } from 'npyjs'
import { describe, expect, it } from 'vitest'
import { Preparation, readForPrediction } from '../../../src/node/data/index.ts'
import { loaded, messageOf, scratch } from './support.ts'

const { write } = scratch()
const rows = Array.from({ length: 40 }, (_, i) => i)
let files = 0

/** A table of a file's form, whose column `size` has one cell of another kind, in its eighth row. */
const forms: Readonly<Record<string, (cell: string) => string>> = {
  csv: (cell) =>
    ['size,kind', ...rows.map((i) => `${i === 7 ? cell : i / 4},${'ab'[i % 2]}`)].join('\n'),
  json: (cell) =>
    `[${rows.map((i) => `{"size":${i === 7 ? cell : i / 4},"kind":"${'ab'[i % 2]}"}`).join(',\n')}]`,
  jsonl: (cell) =>
    rows.map((i) => `{"size":${i === 7 ? cell : i / 4},"kind":"${'ab'[i % 2]}"}`).join('\n'),
}
const places = { csv: 'line 9', json: 'item 8', jsonl: 'line 8' }

const fileOf = (form: string, cell: string): string =>
  write(`extremes-${files++}.${form}`, forms[form]!(cell))

describe('a number that is larger than any that is held', () => {
  it.each(
    Object.keys(forms).flatMap((form) =>
      ['1e400', '-1e400', `9${'0'.repeat(400)}`].map(
        (cell) => [form, cell.slice(0, 9), cell] as const,
      ),
    ),
  )('is refused in .%s, with its place: %s', async (form, _, cell) => {
    const message = await messageOf(fileOf(form, cell), { target: 'kind' })
    expect(message).toContain(
      `which is larger than any number that is held (1.8e+308), in ${places[form as 'csv']}, column "size"`,
    )
    expect(message).toContain('--on-bad drop leaves it out.')
  })

  it.each(Object.keys(forms))('is left out of .%s by --on-bad drop, and told', async (form) => {
    const { report } = await loaded(fileOf(form, '1e400'), { target: 'kind', onBad: 'drop' })
    expect(report).toContain(
      `note: left out by --on-bad drop: 1 row with a text among the numbers of "size" (${places[form as 'csv']})`,
    )
  })

  it('is refused where it is to be predicted', async () => {
    const file = write(
      'target.json',
      JSON.stringify(rows.map((i) => ({ x: (i * 7) % 40, y: i / 8 }))).replace(
        '"y":1}',
        '"y":2e999}',
      ),
    )
    expect(await messageOf(file, { target: 'y' })).toMatch(
      /holds 2e999, which is larger .* in item 9, column "y", where a number is to be predicted\./,
    )
  })

  it('in a column that is left out is of no matter', async () => {
    const { report } = await loaded(
      write(
        'beside.jsonl',
        rows.map((i) => `{"a":1e999,"b":${(i * 7) % 40},"y":${i % 2}}`).join('\n'),
      ),
      { target: 'y', columns: { a: 'ignore' } },
    )
    expect(report.join('\n')).toContain('  a  ignored   as --columns says')
  })
})

describe('infinity', () => {
  it.each(['inf', '-Inf', 'Infinity'])(
    'written as %s is no number of a file of text',
    async (text) => {
      expect(await messageOf(fileOf('csv', text), { target: 'kind' })).toContain(
        `holds "${text}", which is no finite number, in line 9, column "size", where 39 other cells are numbers. Correct the cell or leave it empty; where it stands for no value, say so by --missing "${text}"`,
      )
    },
  )

  it('is missing where a person says so', async () => {
    const { report } = await loaded(fileOf('csv', 'inf'), { target: 'kind', missing: ['', 'inf'] })
    expect(report.join('\n')).toContain('size  number    0 to 9.75, 1 missing')
  })
})

describe('a number far from all others of its column', () => {
  const far = (cell: string, at = 7): string =>
    write(
      `far-${files++}.csv`,
      [
        'size,weight,kind',
        ...rows.map((i) => `${i === at ? cell : i / 4},${(i * 7) % 40},${'ab'[i % 2]}`),
      ].join('\n'),
    )
  // Where the cell is in training, the others are scaled by it.
  const inTraining = async (cell: string): Promise<string> => {
    for (const at of [7, 8, 9, 10, 11]) {
      const { report, preparation } = await loaded(far(cell, at), { target: 'kind' })
      if (preparation._tag !== 'Table') throw new Error('no table')
      const [code] = preparation.columns
      if (code?._tag === 'Number' && code.range!.includes(Number(cell))) return report.join('\n')
    }
    throw new Error('in training never')
  }

  it.each(['1e308', '-1e12', '1e6'])('is noted where it makes them one: %s', async (cell) => {
    expect(await inTraining(cell)).toMatch(
      /note: -?[\de+]+ in line \d+ is so far from the other numbers of size that these are nearly one number once they are scaled/,
    )
  })

  it.each(['40', '-12', '300'])('is not noted where they stay apart: %s', async (cell) => {
    expect(await inTraining(cell)).not.toContain('is so far from')
  })

  it('is noted where it is to be predicted', async () => {
    const file = write(
      'far-target.csv',
      ['x,y', ...rows.map((i) => `${(i * 7) % 40},${i === 7 || i > 36 ? '1e30' : i / 8}`)].join(
        '\n',
      ),
    )
    expect((await loaded(file, { target: 'y' })).report.join('\n')).toContain('is so far from')
  })

  it('is not noted of columns that are one number nearly everywhere', async () => {
    const file = write(
      'mostly-zero.csv',
      ['x,n,y', ...rows.map((i) => `${(i * 7) % 40},${i % 20 ? 0 : 1e9},${i % 2}`)].join('\n'),
    )
    expect((await loaded(file, { target: 'y' })).report.join('\n')).not.toContain('is so far from')
  })
})

describe('new rows', () => {
  const trained = write(
    'trained.csv',
    [
      'size,colour,weight,kind',
      ...rows.map((i) => `${i / 4},${['red', 'blue'][i % 2]},${i % 9 ? i : ''},${'ab'[i % 2]}`),
    ].join('\n'),
  )
  const notesOf = async (lines: ReadonlyArray<string>, preparation: Preparation) => {
    const found = await readForPrediction(
      write(`new-${files++}.csv`, ['size,colour,weight', ...lines].join('\n')),
      preparation,
    )
    if (found._tag === 'Left') throw new Error(found.left.message)
    return found.right.notes ?? []
  }
  const prepared = async (): Promise<Preparation> =>
    (await loaded(trained, { target: 'kind' })).preparation

  it('within the range of training are not noted', async () => {
    expect(await notesOf(['1,red,3', '12,blue,44'], await prepared())).toEqual([])
  })

  it('far outside it are counted by columns, with examples', async () => {
    const [note, ...others] = await notesOf(
      ['1e15,red,3', '2,blue,1', '-400,red,2', '1e20,blue,-1e9', '4e9,red,2'],
      await prepared(),
    )
    expect(note).toMatch(
      /^column "size" holds numbers far outside those of training \(0\S* to 9\.\d+\) in 4 rows: 1000000000000000 in line 2, -400 in line 4, 100000000000000000000 in line 5 and others; /,
    )
    expect(others).toHaveLength(1)
    expect(others[0]).toContain('column "weight" holds numbers far outside')
  })

  it('without a value are counted by columns, apart where training had none such', async () => {
    expect(await notesOf([',red,3', '2,,', '4,NA,', '5,red,'], await prepared())).toEqual([
      'no value, as in some rows of training: weight in 3 rows (first line 3)',
      'no value, where every row of training had one: size in 1 row (line 2), colour in 2 rows (first line 3); for a number its mean in training is taken, and a category is none that the network knows',
    ])
  })

  it('are not measured by the preparation of an older version, which has no range', async () => {
    const { columns, ...rest } = (await prepared()) as Preparation & { readonly _tag: 'Table' }
    const older = Preparation.decode({
      ...rest,
      columns: columns.map((code) =>
        Object.fromEntries(Object.entries(code).filter(([name]) => name !== 'range')),
      ),
    })
    if (older._tag === 'Left') throw new Error('not decoded')
    expect(await notesOf(['1e15,red,3'], older.right)).toEqual([])
  })
})

it('an array that is read as a table tells of infinity, and takes NaN for missing', async () => {
  const values = Float64Array.from({ length: 80 }, (_, i) => (i % 2 ? (i >> 1) % 2 : i / 8))
  const npy = (changed: Float64Array): string =>
    write(`table-${files++}.npy`, new Uint8Array(dump(changed, [40, 2])))
  const withCell = (cell: number): Float64Array =>
    Float64Array.from(values, (v, i) => (i === 14 ? cell : v))
  expect((await loaded(npy(withCell(NaN)), { target: 'c2' })).report.join('\n')).toContain(
    '1 missing',
  )
  expect(await messageOf(npy(withCell(Infinity)), { target: 'c2' })).toContain(
    'holds "Infinity", which is no finite number, in row 8, column "c1"',
  )
})

it.each([Infinity, -Infinity])(
  'Parquet tells of %s, and takes NaN for missing',
  async (infinite) => {
    const parquet = (cell: number): string =>
      write(
        `infinite-${files++}.parquet`,
        new Uint8Array(
          parquetWriteBuffer({
            columnData: [
              { name: 'size', data: rows.map((i) => (i === 7 ? cell : i / 4)), type: 'DOUBLE' },
              { name: 'kind', data: rows.map((i) => 'ab'[i % 2]!), type: 'STRING' },
            ],
          }),
        ),
      )
    expect((await loaded(parquet(NaN), { target: 'kind' })).report.join('\n')).toContain(
      '1 missing',
    )
    expect(await messageOf(parquet(infinite), { target: 'kind' })).toContain(
      `holds "${infinite}", which is no finite number, in row 8, column "size"`,
    )
  },
)
