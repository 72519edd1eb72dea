import * as E from 'fp-ts/lib/Either.js'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { type DataError, noData } from '../../../data/index.ts'
import { cacheFolder } from '../../cacheFolder.ts'

/** The classes of Fashion-MNIST, from 0. */
export const fashionClasses: ReadonlyArray<string> = [
  'T-shirt/top',
  'Trouser',
  'Pullover',
  'Dress',
  'Coat',
  'Sandal',
  'Shirt',
  'Sneaker',
  'Bag',
  'Ankle boot',
]

/** The folder of Fashion-MNIST's IDX files: where Debian's package puts them, or in rxnas's cache. */
export const fashionFolder = (): E.Either<DataError, string> => {
  const own = join(cacheFolder(), 'data', 'fashion-mnist')
  const found = ['/usr/share/datasets/fashion-mnist', own].find((folder) =>
    existsSync(join(folder, 'train-images-idx3-ubyte.gz')),
  )
  return found === undefined
    ? E.left(
        noData(
          `Fashion-MNIST is not on this machine. On Debian or Ubuntu install it by "apt-get install dataset-fashion-mnist"; elsewhere put its four files (train-images-idx3-ubyte.gz and on) into ${own}, or give their folder by --data FOLDER.`,
        ),
      )
    : E.right(found)
}
