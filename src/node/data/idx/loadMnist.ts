import * as E from 'fp-ts/lib/Either.js'
import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { gunzip } from 'node:zlib'
import { type Examples, sliceExamples, type Splits } from '../../../tfjs/index.ts'
import { badData, type DataError, noData } from '../DataError.ts'
import { type Idx, readIdx } from './readIdx.ts'

const unzip = promisify(gunzip)

/** Training images at the head of MNIST's 60,000 that the article (as TensorFlow's tutorials) validates on. */
const validationCount = 5_000

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

const pair = (folder: string, images: Idx, labels: Idx): E.Either<DataError, Examples> => {
  const [count = 0, ...shape] = images.shape
  const [labelled = 0, ...more] = labels.shape
  if (shape.length !== 2 || more.length !== 0)
    return E.left(
      badData(
        folder,
        `holds an array of images of the shape ${images.shape.join(' x ')} and one of labels of ${labels.shape.join(' x ')}; images have three dimensions (how many, height, width), labels one.`,
      ),
    )
  if (count !== labelled)
    return E.left(
      badData(
        folder,
        `holds ${count} images but ${labelled} labels of them. Its files are not of one set.`,
      ),
    )
  return E.right({
    count,
    // Height, width and one channel.
    shape: [...shape, 1],
    values: images.values,
    scale: 1 / 255,
    labels: labels.values,
  })
}

const topLabel = ({ labels }: Examples): number =>
  Array.from(labels).reduce((top, label) => Math.max(top, label), 0)

const loadExamples = async (
  folder: string,
  name: 'train' | 't10k',
): Promise<E.Either<DataError, Examples>> => {
  const images = await readPart(folder, names(name, 'images-idx3'))
  if (E.isLeft(images)) return images
  const labels = await readPart(folder, names(name, 'labels-idx1'))
  if (E.isLeft(labels)) return labels
  return pair(folder, images.right, labels.right)
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
  if (E.isLeft(test)) return test
  const { count, shape } = all.right
  if (test.right.shape.join() !== shape.join() || test.right.count === 0)
    return E.left(
      badData(
        folder,
        `holds ${test.right.count} test images of ${test.right.shape.slice(0, 2).join(' x ')} to training images of ${shape.slice(0, 2).join(' x ')}. Its files are not of one set.`,
      ),
    )
  if (count <= 2 * validationCount)
    return E.left(
      badData(
        folder,
        `holds ${count} training images; more than ${2 * validationCount} are needed to split off ${validationCount} for validation.`,
      ),
    )
  return E.right({
    train: sliceExamples(all.right, validationCount, count),
    validation: sliceExamples(all.right, 0, validationCount),
    test: test.right,
    task: {
      input: shape,
      target: {
        _tag: 'Classes',
        count: Math.max(topLabel(all.right), topLabel(test.right)) + 1,
      },
    },
  })
}
