import { readFileSync } from 'node:fs'
import { dump } from 'npyjs'
import { zipSync } from 'fflate'
import { beforeAll, describe, expect, it } from 'vitest'
import { digits, loaded, messageOf, npz, rowsOf, scratch } from './support.ts'

const { write } = scratch()
let mnist: Awaited<ReturnType<typeof digits>>
beforeAll(async () => {
  mnist = await digits(600)
})

const range = (count: number, of: (i: number) => number): Float64Array =>
  Float64Array.from({ length: count }, (_, i) => of(i))

/** Sixty examples of two numbers, and a class each. */
const x = range(120, (i) => Math.sin(i) * 100)
const y = range(60, (i) => i % 3)

describe('an archive in the form of Keras', () => {
  it('keeps its test part and its bytes', async () => {
    const file = write(
      'mnist.npz',
      npz({
        x_test: [mnist.pixels.subarray(500 * 784), [100, 28, 28]],
        x_train: [mnist.pixels.subarray(0, 500 * 784), [500, 28, 28]],
        y_train: [mnist.labels.subarray(0, 500), [500]],
        y_test: [mnist.labels.subarray(500), [100]],
      }),
    )
    const { splits, preparation, report } = await loaded(file)
    expect(splits.task).toEqual({ input: [28, 28, 1], target: { _tag: 'Classes', count: 10 } })
    expect(splits.train.count + splits.validation.count).toBe(500)
    expect(splits.test).toEqual({
      count: 100,
      shape: [28, 28, 1],
      values: mnist.pixels.subarray(500 * 784),
      scale: 1 / 255,
      labels: Int32Array.from(mnist.labels.subarray(500)),
    })
    // The other images are those of training and validation, each once, with its label.
    const named = (pixels: ArrayLike<number>, label: number) =>
      `${label}:${Array.from(pixels).join()}`
    const seen = [splits.train, splits.validation].flatMap((part) =>
      rowsOf(part).map((row, i) => named(row, part.labels[i]!)),
    )
    const given = Array.from({ length: 500 }, (_, i) => named(mnist.image(i), mnist.labels[i]!))
    expect(seen.sort()).toEqual(given.sort())
    for (const part of [splits.train, splits.validation]) expect(new Set(part.labels).size).toBe(10)
    expect(preparation).toEqual({
      _tag: 'Arrays',
      shape: [28, 28, 1],
      scaling: null,
      target: { _tag: 'Classes', names: ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9'] },
    })
    expect(report).toEqual([
      `${file}: NumPy arrays x_test 100 x 28 x 28, x_train 500 x 28 x 28, y_train 500, y_test 100`,
      '  x_train: 784 bytes, divided by 255',
      'predicts y_train: 10 classes (classification)',
      expect.stringMatching(/^ {2}0 \d+, 1 \d+/) as string,
      `examples of 28 x 28 x 1 numbers: ${splits.train.count} train, ${splits.validation.count} validate, 100 test`,
    ])
  })

  it('keeps its validation part, if it has one', async () => {
    const file = write(
      'parts.npz',
      npz({
        x_train: [x, [60, 2]],
        y_train: [y, [60, 1]],
        x_val: [x.subarray(0, 20), [10, 2]],
        y_val: [y.subarray(0, 10), [10]],
        x_test: [x.subarray(20, 60), [20, 2]],
        y_test: [y.subarray(10, 30), [20]],
      }),
    )
    const { splits, preparation } = await loaded(file)
    if (preparation._tag !== 'Arrays' || preparation.scaling === null) throw new Error('?')
    const { means, deviations } = preparation.scaling
    const back = (part: typeof splits.test) =>
      Array.from(part.values, (v, i) => v * deviations[i % 2]! + means[i % 2]!)
    const close = (a: ReadonlyArray<number>, b: Float64Array) =>
      expect(Math.max(...a.map((v, i) => Math.abs(v - b[i]!)))).toBeLessThan(1e-4)
    close(back(splits.train), x)
    close(back(splits.validation), x.subarray(0, 20))
    close(back(splits.test), x.subarray(20, 60))
    expect([...splits.test.labels]).toEqual([...y.subarray(10, 30)])
  })
})

describe('arrays x and y', () => {
  it('written by NumPy are read', async () => {
    const { splits, report } = await loaded('test/node/data/fixtures/numpy.npz')
    expect(report[0]).toContain('x 60 x 4, y 60')
    expect(splits.task).toEqual({ input: [4], target: { _tag: 'Classes', count: 3 } })
    expect([splits.train.count, splits.validation.count, splits.test.count]).toEqual([42, 9, 9])
  })

  it('of numbers are scaled, each feature by itself, images as one', async () => {
    const values = range(240, (i) => (i % 2 === 0 ? 1e6 + i : i / 1e6))
    const scalingOf = async (shape: number[]) => {
      const file = write(
        `${shape.join('x')}.npz`,
        npz({ x: [values, [60, ...shape]], y: [y, [60]] }),
      )
      const { preparation, splits } = await loaded(file)
      if (preparation._tag !== 'Arrays' || preparation.scaling === null) throw new Error('?')
      return { ...preparation.scaling, shape: splits.task.input }
    }
    const features = await scalingOf([4])
    expect(features.shape).toEqual([4])
    expect(features.means.map((mean) => mean > 1e5)).toEqual([true, false, true, false])
    const images = await scalingOf([2, 2])
    expect([images.shape, images.means.length]).toEqual([[2, 2, 1], 1])
  })

  it('of small bytes are numbers, not brightness', async () => {
    const bytes = Uint8Array.from({ length: 120 }, (_, i) => i % 4)
    const file = write('small.npz', npz({ x: [bytes, [60, 2]], y: [y, [60]] }))
    const { preparation, splits } = await loaded(file)
    const close = (mean: number): unknown => expect.closeTo(mean, 0)
    expect(preparation).toMatchObject({ scaling: { means: [close(1), close(2)] } })
    expect(splits.train.values).toBeInstanceOf(Float32Array)
  })

  it('predict classes or a number, by the labels or as told', async () => {
    const predicted = async (labels: Float64Array, task?: 'classification' | 'regression') => {
      const file = write(
        'labels.npz',
        npz({ x: [range(400, Math.sin), [200, 2]], y: [labels, [200]] }),
      )
      const { report } = await loaded(file, task === undefined ? {} : { task })
      return report.find((line) => line.startsWith('predicts'))
    }
    expect(await predicted(range(200, (i) => i % 50))).toBe(
      'predicts y: 50 classes (classification)',
    )
    expect(await predicted(range(200, (i) => (i % 50) * 3))).toBe(
      'predicts y: a number from 0 to 147 (regression)',
    )
    expect(await predicted(range(200, (i) => (i % 5) * 3 - 6))).toBe(
      'predicts y: 5 classes (classification)',
    )
    expect(await predicted(range(200, (i) => (i % 5) / 2))).toBe(
      'predicts y: a number from 0 to 2 (regression)',
    )
    expect(
      await predicted(
        range(200, (i) => (i % 5) / 2),
        'classification',
      ),
    ).toBe('predicts y: 5 classes (classification)')
    expect(
      await predicted(
        range(200, (i) => i % 3),
        'regression',
      ),
    ).toBe('predicts y: a number from 0 to 2 (regression)')
  })

  it('of channels first are doubted, a test part without labels left out', async () => {
    const file = write(
      'notes.npz',
      npz({
        x_train: [Uint8Array.from({ length: 60 * 75 }, (_, i) => i % 256), [60, 3, 5, 5]],
        y_train: [y, [60]],
        x_test: [new Uint8Array(75), [1, 3, 5, 5]],
      }),
    )
    const { report } = await loaded(file)
    expect(report.filter((line) => line.startsWith('note'))).toEqual([
      'note: x_train looks as if its channels came first; where they do, store numpy.moveaxis(x_train, 1, -1)',
      'note: x_test is not read, as its labels are missing',
    ])
  })
})

describe('arrays are refused', () => {
  /** An array with a header of its own, as NumPy writes what the writer here does not. */
  const headed = (descr: string, order: 'True' | 'False', shape: string, bytes: Uint8Array) => {
    const text = `{'descr': ${descr}, 'fortran_order': ${order}, 'shape': ${shape}, }`
    const header = Buffer.from(`${text.padEnd(117)}\n`, 'latin1')
    return Buffer.concat([
      Buffer.from([0x93]),
      Buffer.from('NUMPY'),
      Buffer.from([1, 0, header.length, 0]),
      header,
      bytes,
    ])
  }
  let files = 0
  const said = async (bytes: Uint8Array, ending = 'npz', options = {}): Promise<string> => {
    const file = write(`bad-${files++}.${ending}`, bytes)
    return (await messageOf(file, options)).slice(file.length + 1)
  }
  const good = { x: [x, [60, 2]], y: [y, [60]] } as const
  const labels = { 'y.npy': new Uint8Array(dump(y, [60])) }

  it('of other lengths, shapes or names', async () => {
    expect(await said(npz({ ...good, y: [y.subarray(1), [59]] } as never))).toBe(
      'holds 60 examples in x but 59 labels in y; there should be one label an example.',
    )
    expect(await said(npz({ x: [x, [60, 2]], y: [range(180, (i) => i % 2), [60, 3]] }))).toBe(
      'holds labels of 3 numbers each in y, where one is read. Turn one-hot labels into classes by y.argmax(axis=1).',
    )
    expect(await said(npz({ inputs: [x, [60, 2]], y: [y, [60]] }))).toBe(
      'holds the arrays inputs, y, where x and y, or x_train, y_train, x_test and y_test, are read. Store them by numpy.savez(file, x=examples, y=labels).',
    )
    expect(
      await said(
        npz({
          x_train: [x, [60, 2]],
          y_train: [y, [60]],
          x_test: [x.subarray(0, 90), [30, 3]],
          y_test: [y.subarray(0, 30), [30]],
        }),
      ),
    ).toBe(
      'holds examples of 2 numbers in x_train but of 3 in x_test; they should be of one shape.',
    )
    expect(await said(npz({ x: [x.subarray(0, 8), [4, 2]], y: [y.subarray(0, 4), [4]] }))).toBe(
      'holds 4 examples in x; training, validation and test need 10 at least.',
    )
    expect(await said(npz({ x: [new Float64Array(), [0, 2]], y: [new Float64Array(), [0]] }))).toBe(
      'holds no example in x.',
    )
    expect(await said(new Uint8Array(dump(x, [60, 2, 1])), 'npy', { target: 'c1' })).toMatch(
      /^holds the array bad-\d+ of the shape 60 x 2 x 1, where a single array is read as a table of rows and columns\. Images and their labels go into one \.npz, by numpy\.savez\(file, x=images, y=labels\)\.$/,
    )
    expect(await said(npz(good as never), 'npz', { target: 'y' })).toBe(
      'is no table, so it has no --target and no --columns. Leave them out.',
    )
  })

  it('with values or labels that are no numbers', async () => {
    expect(
      await said(npz({ x: [x, [60, 2]], y: [y.map((v, i) => (i === 7 ? NaN : v)), [60]] })),
    ).toBe(
      'has the label NaN in row 8 of the array y. Remove what has no label from x and y. --on-bad drop leaves it out.',
    )
    expect(
      await said(npz({ x: [x.map((v, i) => (i === 17 ? Infinity : v)), [60, 2]], y: [y, [60]] })),
    ).toBe(
      'holds Infinity in row 9 of the array x, at place 2. Replace what is no number, say by numpy.nan_to_num. --on-bad drop leaves it out.',
    )
    expect(
      await said(
        npz({
          x_train: [x, [60, 2]],
          y_train: [y, [60]],
          x_test: [Float64Array.of(1, 2, 3, NaN), [2, 2]],
          y_test: [Float64Array.of(0, 1), [2]],
        }),
      ),
    ).toBe(
      'holds NaN in row 2 of the array x_test, at place 2. Replace what is no number, say by numpy.nan_to_num. --on-bad drop leaves it out.',
    )
  })

  it('with labels that cannot be learned', async () => {
    const labelled = (labels: Float64Array) => npz({ x: [x, [60, 2]], y: [labels, [60]] })
    expect(await said(labelled(range(60, () => 1)))).toBe(
      'has one class alone, "1"; it takes two to tell classes apart.',
    )
    expect(await said(labelled(range(60, () => 1.5)))).toBe(
      'has the same number, 1.5, in every row of the array y; there is nothing to predict.',
    )
    expect(await said(labelled(range(60, (i) => (i === 4 ? 9 : i % 3))))).toBe(
      'has the class "9" only once (row 5 of y); training, validation and test each need one. Add examples, merge classes, or remove such rows. Where the labels are a quantity, say so by --task regression. --on-bad drop leaves it out.',
    )
    const parts = (train: Float64Array, test: Float64Array) =>
      npz({
        x_train: [x, [60, 2]],
        y_train: [train, [60]],
        x_test: [x.subarray(0, 40), [20, 2]],
        y_test: [test, [20]],
      })
    expect(
      await said(
        parts(
          y,
          range(20, (i) => i % 4),
        ),
      ),
    ).toBe(
      'has the class "3" never among the rows to train on; training and validation each need one. Add examples, merge classes, or remove such rows. Where the labels are a quantity, say so by --task regression. --on-bad drop leaves them out.',
    )
    expect(
      await said(
        parts(
          range(60, (i) => (i === 0 ? 3 : i % 3)),
          range(20, (i) => i % 4),
        ),
      ),
    ).toBe(
      'has the class "3" only once (row 1 of y_train); training and validation each need one. Add examples, merge classes, or remove such rows. Where the labels are a quantity, say so by --task regression. --on-bad drop leaves them out.',
    )
  })

  it('of types that are no numbers, or in another order', async () => {
    const of = (descr: string, order: 'True' | 'False' = 'False') =>
      said(zipSync({ 'x.npy': headed(descr, order, '(60, 2)', new Uint8Array(960)), ...labels }))
    expect(await of("'<f8'", 'True')).toBe(
      'holds the array x in Fortran order (columns first). Store numpy.ascontiguousarray(x).',
    )
    expect(await of("'<U2'")).toBe(
      'holds the array x of texts. Turn texts into numbers, labels by numpy.unique(labels, return_inverse=True)[1].',
    )
    expect(await of("'|O'")).toBe(
      'holds the array x of Python objects. Turn it into an array of numbers by numpy.array(values, dtype="float32").',
    )
    expect(await of("'<c8'")).toBe(
      'holds the array x of complex numbers. Give real and imaginary parts as two features.',
    )
    expect(await of("'<M8[D]'")).toBe(
      'holds the array x of times. Turn them into numbers by .astype("float64").',
    )
    expect(await of("'>f8'")).toBe(
      'holds the array x of numbers in big-endian order. Turn them around by .astype(dtype.newbyteorder("<")).',
    )
    expect(await of("[('a', '<f4'), ('b', '<f4')]")).toBe(
      'holds the array x of rows with named fields. Store them as a table, .csv or .parquet.',
    )
    expect(await of("'|V8'")).toBe(
      'holds no array that can be read as x: Unsupported dtype: |V8. Write it again.',
    )
  })

  it('that are damaged', async () => {
    const file = readFileSync('test/node/data/fixtures/numpy.npz')
    expect(await said(file.subarray(0, 700))).toMatch(
      /^is no \.npz archive that can be read: .+\. Write it again\.$/,
    )
    expect(await said(zipSync({ 'readme.txt': new Uint8Array(3) }))).toBe(
      'holds no array, as numpy.savez stores them.',
    )
    const array = new Uint8Array(dump(x, [60, 2]))
    expect(await said(zipSync({ 'x.npy': array.subarray(0, -8), ...labels }))).toBe(
      'is cut short: the array x of 60 x 2 has 120 numbers, and 119 are there. Write it again.',
    )
    expect(await said(zipSync({ 'x.npy': array.subarray(0, -3), ...labels }))).toBe(
      'is damaged or cut short in the array x. Write it again.',
    )
    expect(await said(zipSync({ 'x.npy': new Uint8Array(50), ...labels }))).toBe(
      'holds no array of numbers as x: it does not begin as one that NumPy stores by numpy.save or numpy.savez.',
    )
    expect(await said(new Uint8Array())).toBe('is empty.')
  })

  it('that are said to hold more than their bytes can take no memory for it', async () => {
    const bytes = npz({
      x: [Float32Array.from({ length: 20 }, (_, i) => i), [20, 1]],
      y: [Uint8Array.from({ length: 20 }, (_, i) => i % 2), [20]],
    })
    const archive = Buffer.from(bytes)
    const directory = archive.indexOf(Buffer.from([0x50, 0x4b, 1, 2]))
    archive.writeUInt32LE(1_900_000_000, directory + 24)
    const file = write('bomb.npz', archive)
    expect(await messageOf(file)).toBe(
      `${file} is no .npz archive that can be read: an array is said to hold more than its bytes can. Write it again.`,
    )
  })
})
