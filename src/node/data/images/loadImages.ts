import * as E from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import {
  checkImageCount,
  checkImageMemory,
  checkImageTask,
  type DataError,
  type DataOptions,
  type DataProblem,
  inFile,
  prepareImages,
  type PreparedData,
  withLeftOut,
} from '../../../data/index.ts'
import { listImages } from './listImages.ts'
import { bytesOfValue, lookAtImages, noteFacts, readAlike } from './readImages.ts'

/** From so many images on, reading them takes long enough to say so. */
const many = 20_000

/** A folder with a folder of images a class, or with such folders for training, validation and test. */
export const loadImages = (
  folder: string,
  options: DataOptions,
  report: (text: string) => void,
): TE.TaskEither<DataError, PreparedData> => {
  const here = <A>(checked: E.Either<DataProblem, A>): TE.TaskEither<DataError, A> =>
    pipe(checked, E.mapLeft(inFile(folder)), TE.fromEither)
  const { onBad } = options
  return pipe(
    here(checkImageTask(options.task)),
    TE.chain(() => listImages(folder, onBad)),
    TE.bindTo('listed'),
    TE.chainFirst(({ listed: { images } }) => here(checkImageCount(images.length))),
    TE.chainFirstIOK(({ listed: { images } }) => () => {
      if (images.length >= many) report(`reading ${images.length} images, which may take minutes`)
    }),
    TE.bind('looked', ({ listed }) => lookAtImages(listed.images, onBad)),
    TE.bind('read', ({ looked }) =>
      readAlike(looked, options, (facts, form) =>
        pipe(checkImageMemory(facts.length, form, bytesOfValue(facts)), E.mapLeft(inFile(folder))),
      ),
    ),
    TE.chain(({ listed, read: { images, pixels, form, leftOut } }) =>
      pipe(
        here(
          prepareImages(
            {
              images: images.map(({ image }) => image),
              pixels,
              form,
              notes: [...listed.notes, ...noteFacts(images.map(({ facts }) => facts))],
            },
            options,
          ),
        ),
        TE.map((prepared) => withLeftOut(prepared, [...listed.leftOut, ...leftOut])),
      ),
    ),
  )
}
