import * as E from 'fp-ts/lib/Either.js'
import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { gunzip } from 'node:zlib'
import {
  badData,
  type DataError,
  type Idx,
  labelledImages,
  noData,
  readIdx,
  splitIdx,
} from '../../../data/index.ts'
import { type Examples, type Splits } from '../../../index.ts'

const unzip = promisify(gunzip)

const names = (
  part: 'train' | 't10k',
  what: 'images-idx3' | 'labels-idx1',
): ReadonlyArray<string> =>
  [`${part}-${what}-ubyte`, `${part}-${what.replace('-', '.')}-ubyte`].flatMap((name) => [
    name,
    `${name}.gz`,
  ])

const readPart = async (
  folder: string,
  candidates: ReadonlyArray<string>,
): Promise<E.Either<DataError, Idx>> => {
  const file = candidates.map((name) => join(folder, name)).find((path) => existsSync(path))
  if (file === undefined)
    return E.left(
      noData(
        `${folder} has no file ${candidates.join(' or ')}. Give the folder that holds the four IDX files of an MNIST-like data set.`,
      ),
    )
  try {
    const bytes = await readFile(file)
    return readIdx(file, file.endsWith('.gz') ? await unzip(bytes) : bytes)
  } catch (error) {
    const words = error instanceof Error ? error.message : String(error)
    return E.left(badData(file, `cannot be read: ${words}. Fetch it again.`))
  }
}

const loadExamples = async (
  folder: string,
  name: 'train' | 't10k',
): Promise<E.Either<DataError, Examples>> => {
  const images = await readPart(folder, names(name, 'images-idx3'))
  if (E.isLeft(images)) return images
  const labels = await readPart(folder, names(name, 'labels-idx1'))
  if (E.isLeft(labels)) return labels
  return labelledImages(folder, images.right, labels.right)
}

/**
 * MNIST or a data set of its form (Fashion-MNIST, say) from a folder of its four IDX files, gzipped
 * or not, split as in the article: the first 5,000 training images validate, the other 55,000 train,
 * the 10,000 of t10k test.
 *
 * @example
 * import { loadMnist, mnistFolder } from 'rxnas/node'
 *
 * const folder = await mnistFolder()
 * if (folder._tag === 'Right') {
 *   const mnist = await loadMnist(folder.right)
 *   if (mnist._tag === 'Right') console.log(mnist.right.train.count) // 55000
 * }
 */
export const loadMnist = async (folder: string): Promise<E.Either<DataError, Splits>> => {
  const all = await loadExamples(folder, 'train')
  if (E.isLeft(all)) return all
  const test = await loadExamples(folder, 't10k')
  return E.isLeft(test) ? test : splitIdx(folder, all.right, test.right)
}
