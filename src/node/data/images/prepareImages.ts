import * as E from 'fp-ts/lib/Either.js'
import { join } from 'node:path'
import { type Examples } from '../../../tfjs/index.ts'
import { badData, type DataError } from '../DataError.ts'
import { type DataOptions } from '../DataOptions.ts'
import { type Prepared } from '../Prepared.ts'
import { describeSplit, describeTarget } from '../report.ts'
import { arrayLimit, bytesInWords } from '../sizeLimit.ts'
import { splitOf, splitRows } from '../split.ts'
import { allParts, codeClasses, labelsOf, targetOf } from '../target.ts'
import { foldersIn, imagesIn } from './listImages.ts'
import { formOfImages, readImages } from './readImages.ts'

const rowsOf = (pixels: Uint8Array, size: number, rows: Int32Array): Uint8Array => {
  const out = new Uint8Array(rows.length * size)
  rows.forEach((row, i) => {
    out.set(pixels.subarray(row * size, (row + 1) * size), i * size)
  })
  return out
}

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
export const prepareImages = async (
  folder: string,
  options: DataOptions,
): Promise<E.Either<DataError, Prepared>> => {
  if (options.task === 'regression')
    return E.left(
      badData(
        folder,
        'holds images in folders, whose names are classes: leave --task regression out.',
      ),
    )
  const listed = await listClasses(folder)
  if (E.isLeft(listed)) return listed
  const { files, labels } = listed.right
  const coded = codeClasses(folder, {
    values: labels,
    place: (row) => files[row] ?? folder,
    parts: allParts,
    head: files.length,
  })
  if (E.isLeft(coded)) return coded
  const form = await formOfImages(files, options.imageSize)
  if (E.isLeft(form)) return form
  const { height, width, channels } = form.right
  const size = height * width * channels
  if (files.length * size > arrayLimit)
    return E.left(
      badData(
        folder,
        `holds ${files.length} images, which at ${height} x ${width} x ${channels} take more than the ${bytesInWords(arrayLimit)} that are held in memory. Give a smaller size by --image-size, or fewer images.`,
      ),
    )
  const pixels = await readImages(files, form.right)
  if (E.isLeft(pixels)) return pixels
  const { code, values, counts } = coded.right
  const rows = splitRows(files.length, values, splitOf(options))
  const examples = (part: Int32Array): Examples => ({
    count: part.length,
    shape: [height, width, channels],
    values: rowsOf(pixels.right, size, part),
    scale: 1 / 255,
    labels: labelsOf(code, values, part),
  })
  const splits = {
    train: examples(rows.train),
    validation: examples(rows.validation),
    test: examples(rows.test),
    task: { input: [height, width, channels], target: targetOf(code) },
  }
  return E.right({
    source: folder,
    splits,
    preparation: { _tag: 'Images', height, width, channels, target: code },
    report: [
      `${folder}: ${files.length} images in ${counts.length} folders, read as ${height} x ${width}, ${channels === 1 ? 'grey' : 'colour'}`,
      ...describeTarget('the folder', { code, values, counts }),
      ...describeSplit(splits),
    ],
  })
}
