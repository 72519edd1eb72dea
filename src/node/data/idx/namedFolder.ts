import * as E from 'fp-ts/lib/Either.js'
import { type DataError } from '../../../data/index.ts'
import { fashionClasses, fashionFolder } from './fashionFolder.ts'
import { mnistFolder } from './mnistFiles.ts'

/** The folder of a data set in MNIST's form, and the names of its classes where they are no digits. */
export interface NamedFolder {
  readonly folder: string
  readonly classes?: ReadonlyArray<string>
}

/** The folder of `mnist` or `fashion-mnist`; `undefined` for another source. */
export const namedFolder = async (
  source: string,
  report: (text: string) => void = () => undefined,
): Promise<E.Either<DataError, NamedFolder> | undefined> => {
  switch (source) {
    case 'mnist':
      return E.Functor.map(await mnistFolder(report), (folder) => ({ folder }))
    case 'fashion-mnist':
      return E.Functor.map(fashionFolder(), (folder) => ({ folder, classes: fashionClasses }))
    default:
      return undefined
  }
}
