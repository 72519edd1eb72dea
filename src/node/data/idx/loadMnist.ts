import * as E from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import {
  type DataError,
  type Idx,
  inFile,
  labelledImages,
  noData,
  parseIdx,
  splitIdx,
} from '../../../data/index.ts'
import { type Examples, type Splits } from '../../../core.ts'
import { readIdxBytes } from './readIdxFile.ts'

/**
 * Reads an IDX file of unsigned bytes, the form of MNIST: two zero bytes, a type, a number of
 * dimensions, each dimension's size as four bytes, then the values.
 *
 * @param file - its name, for messages
 */
export const readIdx = (file: string, bytes: Uint8Array): E.Either<DataError, Idx> =>
  pipe(parseIdx(bytes), E.mapLeft(inFile(file)))

type Part = 'train' | 't10k'

/** The names by which a file of a data set in MNIST's form is known. */
const fileNames = (part: Part, what: 'images-idx3' | 'labels-idx1'): ReadonlyArray<string> =>
  [`${part}-${what}-ubyte`, `${part}-${what.replace('-', '.')}-ubyte`].flatMap((name) => [
    name,
    `${name}.gz`,
  ])

/** Reads the first of some files that is there. */
const readFirst = (
  folder: string,
  candidates: ReadonlyArray<string>,
): TE.TaskEither<DataError, Idx> => {
  const file = candidates.map((name) => join(folder, name)).find((path) => existsSync(path))
  return file === undefined
    ? TE.left(
        noData(
          `${folder} has no file ${candidates.join(' or ')}. Give the folder that holds the four IDX files of an MNIST-like data set.`,
        ),
      )
    : pipe(
        readIdxBytes(file),
        TE.chainEitherK((bytes) => readIdx(file, bytes)),
      )
}

const readExamples = (folder: string, part: Part): TE.TaskEither<DataError, Examples> =>
  pipe(
    TE.Do,
    TE.bind('images', () => readFirst(folder, fileNames(part, 'images-idx3'))),
    TE.bind('labels', () => readFirst(folder, fileNames(part, 'labels-idx1'))),
    TE.chainEitherK(({ images, labels }) =>
      pipe(labelledImages(images, labels), E.mapLeft(inFile(folder))),
    ),
  )

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
export const loadMnist = (folder: string): Promise<E.Either<DataError, Splits>> =>
  pipe(
    TE.Do,
    TE.bind('train', () => readExamples(folder, 'train')),
    TE.bind('test', () => readExamples(folder, 't10k')),
    TE.chainEitherK(({ train, test }) => pipe(splitIdx(train, test), E.mapLeft(inFile(folder)))),
  )()
