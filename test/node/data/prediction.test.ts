import { describe, expect, it } from 'vitest'
import {
  type DataOptions,
  type NewExamples,
  Preparation,
  type Prepared,
  readForPrediction,
} from '../../../src/node/data/index.ts'
import { cellsOf, loaded, npz, penguins, rowsOf, scratch } from './support.ts'

const { write } = scratch()
const [names = [], ...cells] = cellsOf(penguins)

const read = async (source: string, preparation: Preparation): Promise<NewExamples> => {
  const found = await readForPrediction(source, preparation)
  if (found._tag === 'Left') throw new Error(found.left.message)
  return found.right
}
const said = async (source: string, preparation: Preparation): Promise<string> => {
  const found = await readForPrediction(source, preparation)
  if (found._tag === 'Right') throw new Error(`${source} was read`)
  return found.left.message.replace(`${source} `, '')
}

/** The rows of all parts, each with its label, in any order. */
const learned = ({ splits, preparation: { target } }: Prepared): string[] =>
  [splits.train, splits.validation, splits.test].flatMap((part) =>
    rowsOf(part).map((row, i) => {
      const label = part.labels[i]!
      return `${row.join()} ${target._tag === 'Classes' ? target.names[label]! : label.toFixed(3)}`
    }),
  )

const predicted = ({ examples, labels }: NewExamples, { target }: Preparation): string[] =>
  rowsOf(examples).map((row, i) => {
    const label = labels![i]!
    return `${row.join()} ${target._tag === 'Classes' ? label : ((Number(label) - target.mean) / target.deviation).toFixed(3)}`
  })

describe('new rows of a table', () => {
  it.each<[string, DataOptions]>([
    ['classes', { target: 'species' }],
    ['numbers', { target: 'year', task: 'regression', columns: { island: 'ignore' } }],
  ])('are the numbers that they are in training, %s their labels', async (_, options) => {
    const prepared = await loaded(penguins, options)
    const again = await read(penguins, prepared.preparation)
    expect(predicted(again, prepared.preparation).sort()).toEqual(learned(prepared).sort())
    expect(again.names.slice(0, 2)).toEqual(['line 2', 'line 3'])
    expect(again.examples.shape).toEqual(prepared.splits.task.input)
  })

  it('are the same by a preparation that was stored', async () => {
    const { preparation } = await loaded(penguins, { target: 'species' })
    const stored = Preparation.decode(JSON.parse(JSON.stringify(preparation)))
    if (stored._tag === 'Left') throw new Error('not decoded')
    expect(await read(penguins, stored.right)).toEqual(await read(penguins, preparation))
  })

  it('may stand in another form and order, without labels and with other columns', async () => {
    const { preparation } = await loaded(penguins, { target: 'species' })
    const all = await read(penguins, preparation)
    const records = cells.map((row) => ({
      tags: ['of no matter'],
      ...Object.fromEntries(
        names
          .map((name, i) => [name, row[i] === 'NA' ? null : row[i]] as const)
          .filter(([name]) => name !== 'species')
          .reverse(),
      ),
    }))
    const file = write('new.jsonl', records.map((record) => JSON.stringify(record)).join('\n'))
    const other = await read(file, preparation)
    expect(other.examples).toEqual(all.examples)
    expect(other.labels).toBeUndefined()
    const one = await read(write('one.json', JSON.stringify([records[5]])), preparation)
    expect(rowsOf(one.examples)).toEqual([rowsOf(all.examples)[5]])
    expect(one.names).toEqual(['item 1'])
  })

  const preparation: Preparation = {
    _tag: 'Table',
    columns: [
      { _tag: 'Number', name: 'a', mean: 10, deviation: 2, flagged: true },
      { _tag: 'Number', name: 'b', mean: 1, deviation: 1, flagged: false },
      { _tag: 'Category', name: 'c', values: ['', 'x', 'y'] },
      { _tag: 'Category', name: 'd', values: ['1', '2'] },
    ],
    target: { _tag: 'Number', mean: 0, deviation: 1 },
    targetColumn: 'price',
  }

  it('may lack cells, and have values that were not seen in training', async () => {
    const file = write(
      'gaps.csv',
      'a,b,c,d,price\n12,3,x,2,1.5\n,,,,7\n10,1,z,3,NA\n9,"1,001",y,1,12%',
    )
    const { examples, labels } = await read(file, preparation)
    expect(rowsOf(examples)).toEqual([
      // a, whether a is missing, b, c as 3 numbers, d as 2
      [1, 0, 2, 0, 1, 0, 0, 1],
      [0, 1, 0, 1, 0, 0, 0, 0],
      [0, 0, 0, 0, 0, 0, 0, 0],
      [-0.5, 0, 1000, 0, 0, 1, 1, 0],
    ])
    expect(labels).toEqual([1.5, 7, null, 12])
  })

  it('are refused where they are not what the network reads', async () => {
    const of = (text: string) => said(write('refused.csv', text), preparation)
    expect(await of('a,c,d\n1,x,1')).toBe(
      'has no column "b", which the network reads; it has a, c, d.',
    )
    expect(await of('a,b,c,d\n1,1,x,1\n2,two,x,1')).toBe(
      'holds the text "two" in line 3, column "b", where the network reads a number. Correct it, or leave the cell empty. --on-bad drop leaves it out.',
    )
    expect(await of('a,b,c,d,price\n1,1,x,1,5\n2,1,x,1,dear')).toBe(
      'holds the text "dear" in line 3, column "price", where the label is a number. Correct it, or leave the cell empty. --on-bad drop leaves it out.',
    )
    expect(await of('a,b,c,d\n1e300,1,x,1')).toBe(
      'holds 1e+300 in line 2, column "a", which is out of all proportion to the training rows (mean 10.00, deviation 2.000). Correct it, or leave the cell empty. --on-bad drop leaves it out.',
    )
    expect(await of('a,b,c,d\n')).toBe('has no row of data below the names of its columns.')
    expect(await said(write('x.npz', 'x'), preparation)).toBe(
      'is of no form that is read: it ends in .npz. It holds arrays, and a table is read here.',
    )
    expect(await said('nowhere.csv', preparation)).toBe('does not exist.')
  })
})

describe('bad rows among new ones', () => {
  const trained = async (): Promise<Preparation> =>
    (
      await loaded(
        write(
          'sizes.csv',
          [
            'size,shape,price',
            ...cells.map((_, i) => `${i / 4},${'ab'[i % 2]},${i * 3 + 0.5}`),
          ].join('\n'),
        ),
        { target: 'price' },
      )
    ).preparation

  const mixed = [
    ...[
      'size,shape,price',
      '1,a,5',
      '2,b',
      'dear,a,7',
      '4,b,',
      '5,a,n.n.',
      '',
      '1e300,a,1',
      '7,c,8',
    ],
  ].join('\n')

  it('name the setting that leaves them out, uneven ones too', async () => {
    const preparation = await trained()
    const of = (text: string) => said(write('bad.csv', text), preparation)
    expect(await of('size,shape\n1,a\n2')).toMatch(
      /^has 1 cell in line 3, .* --on-bad drop leaves it out\.$/,
    )
    expect(await of('size,shape\nx,a\n2,b\ny,b')).toMatch(
      /in line 2, .* --on-bad drop leaves them out\.$/,
    )
  })

  it('are left out and counted, and the others keep their lines', async () => {
    const found = await readForPrediction(write('mixed.csv', mixed), await trained(), {
      onBad: 'drop',
    })
    if (found._tag === 'Left') throw new Error(found.left.message)
    const { names, labels, examples, notes } = found.right
    // A row without a label can be predicted.
    expect(names).toEqual(['line 2', 'line 5', 'line 9'])
    expect(labels).toEqual([5, null, 8])
    expect(examples.count).toBe(3)
    expect(notes?.[0]).toBe(
      'left out by --on-bad drop: 1 row of another number of cells (line 3); 1 row with a text among the numbers of "size" (line 4); 1 row with a number out of all proportion in "size" (line 8); 1 row whose label is no number (line 6)',
    )
    expect(notes?.[1]).toContain('"c" in line 9')
  })

  it('are refused where nothing else is left', async () => {
    const found = await readForPrediction(
      write('all.csv', 'size,shape\nx,a\ny,b'),
      await trained(),
      {
        onBad: 'drop',
      },
    )
    expect(found).toMatchObject({
      left: {
        message: expect.stringContaining(
          'has no row left to predict. (left out by --on-bad drop: 2 rows with texts among the numbers of "size" (line 2, line 3).)',
        ) as string,
      },
    })
  })

  it('of arrays are left out, and the others keep their numbers', async () => {
    const x = Float64Array.from({ length: 80 }, (_, i) => i % 7)
    const y = Float64Array.from({ length: 40 }, (_, i) => i % 2)
    const { preparation } = await loaded(write('few.npz', npz({ x: [x, [40, 2]], y: [y, [40]] })))
    const file = write(
      'gaps.npz',
      npz({ x: [Float64Array.of(1, 2, NaN, 2, 3, 4, 5, -Infinity), [4, 2]] }),
    )
    const found = await readForPrediction(file, preparation, { onBad: 'drop' })
    expect(found).toMatchObject({
      right: {
        names: ['row 1', 'row 3'],
        examples: { count: 2 },
        notes: [
          'left out by --on-bad drop: 2 rows with values that are no numbers (row 2 of x, row 4 of x)',
        ],
      },
    })
  })
})

describe('new arrays', () => {
  const x = Float64Array.from({ length: 240 }, (_, i) => Math.sin(i) * (i % 4) * 100)
  const y = Float64Array.from({ length: 60 }, (_, i) => i % 3)
  const file = write('arrays.npz', npz({ x: [x, [60, 4]], y: [y, [60]] }))

  it('are the numbers that they are in training', async () => {
    const prepared = await loaded(file)
    const again = await read(file, prepared.preparation)
    expect(predicted(again, prepared.preparation).sort()).toEqual(learned(prepared).sort())
    const single = write('single.npz', npz({ anything: [x.subarray(0, 40), [10, 4]] }))
    const { examples, labels, names } = await read(single, prepared.preparation)
    expect(labels).toBeUndefined()
    expect(rowsOf(examples)).toEqual(rowsOf(again.examples).slice(0, 10))
    expect(names[9]).toBe('row 10')
  })

  it('are those of the test part, where there is one', async () => {
    const { preparation } = await loaded(file)
    const parts = write(
      'parts.npz',
      npz({
        x_train: [x, [60, 4]],
        y_train: [y, [60]],
        x_test: [x.subarray(0, 8), [2, 4]],
        y_test: [Float64Array.of(2, NaN), [2]],
      }),
    )
    expect(await read(parts, preparation)).toMatchObject({
      examples: { count: 2 },
      labels: ['2', null],
    })
  })

  it('are refused where they are not what the network reads', async () => {
    const { preparation } = await loaded(file)
    const of = (content: Parameters<typeof npz>[0], how = preparation) =>
      said(write('refused.npz', npz(content)), how)
    expect(await of({ x: [x, [80, 3]] })).toBe(
      'holds examples of 3 numbers in x, but the network reads 4.',
    )
    expect(await of({ x: [x, [60, 4]], y: [x, [60, 4]] })).toBe(
      'holds labels of 4 numbers each in y, where one is read. Turn one-hot labels into classes by y.argmax(axis=1).',
    )
    expect(await of({ x: [x, [60, 4]], y: [y.subarray(1), [59]] })).toBe(
      'holds 60 examples in x but 59 labels in y; there should be one label an example.',
    )
    expect(await of({ x: [Float64Array.of(1, 2, NaN, 4), [1, 4]] })).toBe(
      'holds NaN in row 1 of the array x, at place 3. Replace what is no number, say by numpy.nan_to_num. --on-bad drop leaves it out.',
    )
    expect(await of({ a: [x, [60, 4]], b: [y, [60]] })).toBe(
      'holds the arrays a, b, where x or x_test is read.',
    )
    expect(await said(penguins, preparation)).toBe(
      'is no NumPy file (.npz or .npy), which the network reads.',
    )
    const bytes: Preparation = { ...preparation, scaling: null } as Preparation
    expect(await of({ x: [x, [60, 4]] }, bytes)).toBe(
      'holds numbers in x, but the network reads bytes. Store x.astype("uint8"), of the same brightness as in training.',
    )
  })
})
