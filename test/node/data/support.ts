import { zipSync } from 'fflate'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { dump, type TypedArray } from 'npyjs'
import { afterAll } from 'vitest'
import {
  type DataOptions,
  loadData,
  mnistFolder,
  type Prepared,
  readIdx,
} from '../../../src/node/data/index.ts'

export { rowsOf } from '../../data/support.ts'

/** A folder that is there until a file's tests end. */
export const scratch = () => {
  const folder = mkdtempSync(join(tmpdir(), 'rxnas-data-test-'))
  afterAll(() => rmSync(folder, { recursive: true, force: true }))
  const path = (name: string): string => join(folder, name)
  const write = (name: string, content: string | Uint8Array): string => {
    mkdirSync(dirname(path(name)), { recursive: true })
    writeFileSync(path(name), content)
    return path(name)
  }
  return { folder, path, write }
}

/** Loads what has to load. */
export const loaded = async (source: string, options: DataOptions = {}): Promise<Prepared> => {
  const prepared = await loadData(source, options)
  if (prepared._tag === 'Left') throw new Error(prepared.left.message)
  return prepared.right
}

/** What is said of data that is refused. */
export const messageOf = async (source: string, options: DataOptions = {}): Promise<string> => {
  const prepared = await loadData(source, options)
  if (prepared._tag === 'Right') throw new Error(`${source} was read`)
  return prepared.left.message
}

/** An archive as NumPy's savez writes it. */
export const npz = (
  arrays: Readonly<Record<string, readonly [TypedArray, number[]]>>,
): Uint8Array =>
  zipSync(
    Object.fromEntries(
      Object.entries(arrays).map(([name, [values, shape]]) => [
        `${name}.npy`,
        new Uint8Array(dump(values, shape)),
      ]),
    ),
  )

export const penguins = 'test/data/penguins.csv'

/** The cells of a simple CSV file: no quotes, NA for what is missing. */
export const cellsOf = (file: string): string[][] =>
  readFileSync(file, 'utf8')
    .trim()
    .split('\n')
    .map((line) => line.split(','))

/** The first digits of MNIST's test set, and their labels. */
export const digits = async (count: number) => {
  const folder = await mnistFolder()
  if (folder._tag === 'Left') throw new Error(folder.left.message)
  const read = (name: string): Uint8Array => {
    const idx = readIdx(name, Uint8Array.from(readFileSync(join(folder.right, name))))
    if (idx._tag === 'Left') throw new Error(idx.left.message)
    return idx.right.values
  }
  const pixels = read('t10k-images-idx3-ubyte').slice(0, count * 784)
  const labels = read('t10k-labels-idx1-ubyte').slice(0, count)
  return {
    pixels,
    labels,
    image: (i: number): Uint8Array => pixels.subarray(i * 784, (i + 1) * 784),
  }
}
