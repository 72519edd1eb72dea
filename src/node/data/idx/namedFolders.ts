import * as TE from 'fp-ts/lib/TaskEither.js'
import { type DataError, dataSetNames } from '../../../data/index.ts'
import { fashionClasses, fashionFolder } from './fashionFolder.ts'
import { mnistFolder } from './mnistFolder.ts'

/** A data set in MNIST's form that is known by name. */
export interface NamedFolder {
  /** The folder of its files, which may have to be fetched. */
  readonly folder: (report: (text: string) => void) => TE.TaskEither<DataError, string>
  /** The names of its classes where they are no digits. */
  readonly classes?: ReadonlyArray<string>
}

const namedFolders: Readonly<Record<(typeof dataSetNames)[number], NamedFolder>> = {
  mnist: { folder: (report) => () => mnistFolder(report) },
  'fashion-mnist': {
    folder: () => TE.fromEither(fashionFolder()),
    classes: fashionClasses,
  },
}

/** The data set of a name; `undefined` for another source. */
export const namedFolder = (source: string): NamedFolder | undefined => {
  const name = dataSetNames.find((known) => known === source)
  return name && namedFolders[name]
}
