import { existsSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import {
  fashionFolder,
  loadMnist,
  mnistFolder,
  readForPrediction,
  readIdx,
} from '../../../src/node/data/index.ts'
import { loaded, messageOf, scratch } from './support.ts'

const { folder, path, write } = scratch()

/** An IDX file of bytes. */
const idx = (shape: ReadonlyArray<number>, value: (i: number) => number): Uint8Array => {
  const header = Buffer.alloc(4 + 4 * shape.length)
  header.set([0, 0, 8, shape.length])
  shape.forEach((size, i) => header.writeUInt32BE(size, 4 + 4 * i))
  const count = shape.reduce((a, b) => a * b, 1)
  return Buffer.concat([header, Uint8Array.from({ length: count }, (_, i) => value(i))])
}

describe('readIdx', () => {
  it('reads a shape and its values', () => {
    expect(readIdx('f', Uint8Array.of(0, 0, 8, 2, 0, 0, 0, 1, 0, 0, 0, 2, 7, 9))).toMatchObject({
      right: { shape: [1, 2], values: Uint8Array.of(7, 9) },
    })
  })

  it.each([
    ['is no IDX file', [1, 2, 3, 4, 5]],
    ['is no IDX file', []],
    ['of type 0x0d', [0, 0, 0x0d, 1, 0, 0, 0, 1, 7]],
    ['ends within its IDX header', [0, 0, 8, 3, 0, 0]],
    ['is cut short', [0, 0, 8, 1, 0, 0, 0, 3, 7]],
    ['is too long', [0, 0, 8, 1, 0, 0, 0, 1, 7, 7]],
  ])('says that a file %s', (reason, bytes) => {
    expect(readIdx('some-file', Uint8Array.from(bytes))).toMatchObject({
      left: { _tag: 'BadData', message: expect.stringContaining(reason) as string },
    })
  })
})

describe('MNIST', () => {
  it('is split as in the article', async () => {
    const { splits, preparation, report } = await loaded('mnist')
    const { train, validation, test, task } = splits
    expect([train.count, validation.count, test.count]).toEqual([55_000, 5_000, 10_000])
    expect(task).toEqual({ input: [28, 28, 1], target: { _tag: 'Classes', count: 10 } })
    expect([train.shape, train.scale]).toEqual([[28, 28, 1], 1 / 255])
    // The first labels of the published files.
    expect([...validation.labels.subarray(0, 5)]).toEqual([5, 0, 4, 1, 9])
    expect([...test.labels.subarray(0, 5)]).toEqual([7, 2, 1, 0, 4])
    expect(report).toEqual([
      'mnist: IDX files, 70000 images',
      'predicts the label: 10 classes (classification)',
      '  0 6903, 1 7877, 2 6990, 3 7141, 4 6824, 5 6313, 6 6876, 7 7293, 8 6825, 9 6958',
      'examples of 28 x 28 x 1 numbers: 55000 train, 5000 validate, 10000 test',
    ])
    // Of MNIST the test images are predicted.
    const { labels, ...examples } = test
    const again = await readForPrediction('mnist', preparation)
    expect(again).toMatchObject({ right: { examples: { count: 10_000 } } })
    if (again._tag === 'Right') {
      expect(
        Buffer.compare(again.right.examples.values as Uint8Array, examples.values as Uint8Array),
      ).toBe(0)
      expect(again.right.labels!.slice(0, 5)).toEqual(['7', '2', '1', '0', '4'])
      expect(again.right.names[0]).toBe('image 1')
    }
    expect(labels).toHaveLength(10_000)
    expect(await messageOf('mnist', { target: 'label' })).toBe(
      'mnist is no table, so it has no --target and no --columns. Leave them out.',
    )
  })

  it('is read gzipped as well as plain, by names with a dot too', async () => {
    const from = await mnistFolder()
    if (from._tag === 'Left') throw new Error(from.left.message)
    const plain = await loadMnist(from.right)
    if (plain._tag === 'Left') throw new Error(plain.left.message)
    const bytes = (name: string) => readFileSync(join(from.right, name))
    write('t10k-labels-idx1-ubyte.gz', gzipSync(bytes('t10k-labels-idx1-ubyte')))
    write('t10k-images.idx3-ubyte', bytes('t10k-images-idx3-ubyte'))
    write('train-labels.idx1-ubyte', bytes('train-labels-idx1-ubyte'))
    write('train-images-idx3-ubyte', bytes('train-images-idx3-ubyte'))
    const other = await loaded(folder)
    expect(other.splits.test.labels).toEqual(plain.right.test.labels)
    expect(
      Buffer.compare(
        other.splits.train.values as Uint8Array,
        plain.right.train.values as Uint8Array,
      ),
    ).toBe(0)
  })
})

describe('Fashion-MNIST', () => {
  const there = fashionFolder()
  it.skipIf(there._tag === 'Left')(
    'is read where Debian puts it (skipped where it is not installed)',
    async () => {
      const { splits, report, preparation } = await loaded('fashion-mnist')
      expect(splits.task).toEqual({ input: [28, 28, 1], target: { _tag: 'Classes', count: 10 } })
      expect([splits.train.count, splits.validation.count, splits.test.count]).toEqual([
        55_000, 5_000, 10_000,
      ])
      expect(report[2]).toBe(
        '  T-shirt/top 7000, Trouser 7000, Pullover 7000, Dress 7000, Coat 7000, Sandal 7000, Shirt 7000, Sneaker 7000, Bag 7000, Ankle boot 7000',
      )
      // The first of the published test labels is an ankle boot.
      expect(preparation.target).toMatchObject({
        names: expect.arrayContaining(['Ankle boot']) as string[],
      })
      expect(splits.test.labels[0]).toBe(9)
    },
  )

  it.skipIf(there._tag === 'Right')('is told where it is looked for', async () => {
    expect(existsSync('/usr/share/datasets/fashion-mnist')).toBe(false)
    expect(await messageOf('fashion-mnist')).toMatch(
      /^Fashion-MNIST is not on this machine\. On Debian or Ubuntu install it by "apt-get install dataset-fashion-mnist"; elsewhere put its four files \(train-images-idx3-ubyte\.gz and on\) into .+, or give their folder by --data FOLDER\.$/,
    )
  })
})

describe('a folder of IDX files', () => {
  const count = 10_100
  const images = idx([count, 2, 2], (i) => i % 251)
  const labels = idx([count], (i) => i % 3)
  const testImages = idx([6, 2, 2], (i) => i)
  const testLabels = idx([6], (i) => i % 4)
  const folderOf = (name: string, files: Readonly<Record<string, Uint8Array>>): string => {
    for (const [file, bytes] of Object.entries(files)) write(`${name}/${file}-ubyte`, bytes)
    return path(name)
  }
  const good = {
    'train-images-idx3': images,
    'train-labels-idx1': labels,
    't10k-images-idx3': testImages,
    't10k-labels-idx1': testLabels,
  }

  it('of any size of image is read', async () => {
    const { splits } = await loaded(folderOf('small', good))
    expect(splits.task).toEqual({ input: [2, 2, 1], target: { _tag: 'Classes', count: 4 } })
    expect([splits.train.count, splits.validation.count, splits.test.count]).toEqual([
      5_100, 5_000, 6,
    ])
  })

  it('is refused where its files do not go together', async () => {
    const said = async (name: string, files: Readonly<Record<string, Uint8Array>>) => {
      const own = folderOf(name, files)
      return (await messageOf(own)).replaceAll(own, 'FOLDER')
    }
    const three = Object.fromEntries(Object.entries(good).slice(0, 3))
    expect(await said('three', three)).toBe(
      'FOLDER has no file t10k-labels-idx1-ubyte or t10k-labels-idx1-ubyte.gz or t10k-labels.idx1-ubyte or t10k-labels.idx1-ubyte.gz. Give the folder that holds the four IDX files of an MNIST-like data set.',
    )
    expect(await said('labels', { ...good, 't10k-labels-idx1': idx([5], () => 0) })).toBe(
      'FOLDER holds 6 images but 5 labels of them. Its files are not of one set.',
    )
    expect(await said('sizes', { ...good, 't10k-images-idx3': idx([6, 2, 3], () => 0) })).toBe(
      'FOLDER holds 6 test images of 2 x 3 to training images of 2 x 2. Its files are not of one set.',
    )
    expect(await said('flat', { ...good, 'train-images-idx3': labels })).toBe(
      'FOLDER holds an array of images of the shape 10100 and one of labels of 10100; images have three dimensions (how many, height, width), labels one.',
    )
    expect(
      await said('few', {
        ...good,
        'train-images-idx3': idx([100, 2, 2], () => 0),
        'train-labels-idx1': idx([100], () => 0),
      }),
    ).toBe(
      'FOLDER holds 100 training images; more than 10000 are needed to split off 5000 for validation.',
    )
    // Neither is unpacked: the header tells how much there should be.
    const bomb = (head: Uint8Array) => gzipSync(Buffer.concat([head, Buffer.alloc(20e6)]))
    const bombs = folderOf('bombs', three)
    write('bombs/train-images-idx3-ubyte.gz', bomb(idx([10, 2, 2], () => 0)))
    rmSync(path('bombs/train-images-idx3-ubyte'))
    expect(await messageOf(bombs)).toBe(
      `${bombs}/train-images-idx3-ubyte.gz is too long: its IDX header tells of 56 bytes, and it holds more. Fetch it again.`,
    )
    const head = Buffer.from(idx([1, 0, 0], () => 0))
    for (const at of [4, 8, 12]) head.writeUInt32BE(0xffff, at)
    write('bombs/train-images-idx3-ubyte.gz', bomb(head))
    expect(await messageOf(bombs)).toBe(
      `${bombs}/train-images-idx3-ubyte.gz holds 281462.1 GB by its IDX header, and up to 2 GB are held in memory. Give a part of the images.`,
    )
    const file = folderOf('zipped', three)
    write('zipped/t10k-labels-idx1-ubyte.gz', gzipSync(testLabels).subarray(0, 20))
    expect(await messageOf(file)).toBe(
      `${file}/t10k-labels-idx1-ubyte.gz cannot be read: unexpected end of file. Fetch it again.`,
    )
  })
})
