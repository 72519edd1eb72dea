import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterAll, describe, expect, it } from 'vitest'
import { loadMnist, mnistFolder, readIdx } from '../../../src/node/data/index.ts'

const folder = mkdtempSync(join(tmpdir(), 'rxnas-idx-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

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
  it('is split as in the article, and read gzipped as well as plain', async () => {
    const from = await mnistFolder()
    if (from._tag === 'Left') throw new Error(from.left.message)
    const plain = await loadMnist(from.right)
    if (plain._tag === 'Left') throw new Error(plain.left.message)
    const { train, validation, test, classes } = plain.right
    expect([train.count, validation.count, test.count, classes]).toEqual([
      55_000, 5_000, 10_000, 10,
    ])
    // The first labels of the published files.
    expect([...validation.labels.subarray(0, 5)]).toEqual([5, 0, 4, 1, 9])
    expect([...test.labels.subarray(0, 5)]).toEqual([7, 2, 1, 0, 4])

    cpSync(from.right, folder, { recursive: true })
    const labels = join(folder, 't10k-labels-idx1-ubyte')
    writeFileSync(`${labels}.gz`, gzipSync(readFileSync(labels)))
    rmSync(labels)
    const zipped = await loadMnist(folder)
    expect(zipped).toMatchObject({ right: { test: { labels: test.labels } } })

    rmSync(`${labels}.gz`)
    expect(await loadMnist(folder)).toMatchObject({ left: { _tag: 'NoData' } })
    writeFileSync(labels, Uint8Array.of(0, 0, 8, 1, 0, 0, 0, 1, 7))
    expect(await loadMnist(folder)).toMatchObject({
      left: { message: expect.stringContaining('10000 images but 1 labels') as string },
    })
  })
})
