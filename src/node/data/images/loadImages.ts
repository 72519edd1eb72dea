import * as E from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import { join } from 'node:path'
import {
  badData,
  checkImageMemory,
  checkImageTask,
  codeImageLabels,
  type DataError,
  type DataOptions,
  type DataProblem,
  inFile,
  prepareImages,
  type PreparedData,
} from '../../../data/index.ts'
import { imagesIn, listFolder } from '../listFolder.ts'
import { formOfImages, readImages } from './readImages.ts'

/** Images, each with the name of its folder, which is its class. */
export interface ClassImages {
  readonly files: ReadonlyArray<string>
  readonly labels: ReadonlyArray<string>
}

const noImages = async (folder: string): Promise<DataError> =>
  badData(
    folder,
    (await listFolder(folder)).folders.length > 0
      ? `holds folders where the images of a class are looked for. Give ${folder} if its folders are the classes; training, validation and test are split off it.`
      : 'holds no PNG or JPEG image of its class. Add some, or remove the folder.',
  )

/** The images of each class, by the names of folders. */
export const listClasses =
  (folder: string): TE.TaskEither<DataError, ClassImages> =>
  async () => {
    const files: Array<string> = []
    const labels: Array<string> = []
    for (const name of (await listFolder(folder)).folders) {
      const own = join(folder, name)
      const images = await imagesIn(own)
      if (images.length === 0) return E.left(await noImages(own))
      files.push(...images)
      labels.push(...images.map(() => name))
    }
    return E.right({ files, labels })
  }

/** A folder with a folder of PNG or JPEG images a class. */
export const loadImages = (
  folder: string,
  options: DataOptions,
): TE.TaskEither<DataError, PreparedData> => {
  const here = <A>(checked: E.Either<DataProblem, A>): TE.TaskEither<DataError, A> =>
    pipe(checked, E.mapLeft(inFile(folder)), TE.fromEither)
  return pipe(
    here(checkImageTask(options.task)),
    TE.chain(() => listClasses(folder)),
    TE.bind('coded', ({ files, labels }) => here(codeImageLabels(files, labels))),
    TE.bind('form', ({ files }) => formOfImages(files, options.imageSize)),
    TE.chainFirst(({ files, form }) => here(checkImageMemory(files.length, form))),
    TE.bind('pixels', ({ files, form }) => readImages(files, form)),
    TE.chain(({ pixels, form, coded }) => here(prepareImages(pixels, form, coded, options))),
  )
}
