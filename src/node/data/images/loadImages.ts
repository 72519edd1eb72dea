import * as E from 'fp-ts/lib/Either.js'
import { join } from 'node:path'
import {
  badData,
  type DataError,
  type DataOptions,
  imageLabels,
  imagesWithin,
  prepareImages,
  type Prepared,
} from '../../../data/index.ts'
import { foldersIn, imagesIn } from './listImages.ts'
import { formOfImages, readImages } from './readImages.ts'

/** The images of each class, by the names of folders. */
const listClasses = async (
  folder: string,
): Promise<
  E.Either<
    DataError,
    { readonly files: ReadonlyArray<string>; readonly labels: ReadonlyArray<string> }
  >
> => {
  const files: Array<string> = []
  const labels: Array<string> = []
  for (const name of await foldersIn(folder)) {
    const own = join(folder, name)
    const images = await imagesIn(own)
    if (images.length === 0) {
      const isNested = (await foldersIn(own)).length > 0
      return E.left(
        badData(
          own,
          isNested
            ? `holds folders where the images of a class are looked for. Give ${own} if its folders are the classes; training, validation and test are split off it.`
            : 'holds no PNG or JPEG image of its class. Add some, or remove the folder.',
        ),
      )
    }
    for (const image of images) {
      files.push(image)
      labels.push(name)
    }
  }
  return E.right({ files, labels })
}

/** A folder with a folder of PNG or JPEG images a class. */
export const loadImages = async (
  folder: string,
  options: DataOptions,
): Promise<E.Either<DataError, Prepared>> => {
  const listed = await listClasses(folder)
  if (E.isLeft(listed)) return listed
  const { files, labels } = listed.right
  const coded = imageLabels(folder, files, labels, options.task)
  if (E.isLeft(coded)) return coded
  const form = await formOfImages(files, options.imageSize)
  if (E.isLeft(form)) return form
  const fits = imagesWithin(folder, files.length, form.right)
  if (E.isLeft(fits)) return fits
  return E.Functor.map(await readImages(files, form.right), (pixels) =>
    prepareImages(folder, pixels, form.right, coded.right, options),
  )
}
