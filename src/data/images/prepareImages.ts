import * as E from 'fp-ts/lib/Either.js'
import { allParts, codeClasses, type CodedLabels } from '../codeLabels.ts'
import { type DataProblem, refuse } from '../DataError.ts'
import { type DataOptions } from '../DataOptions.ts'
import { arrayLimit, describeBytes } from '../memoryLimits.ts'
import { type PreparedData } from '../Prepared.ts'
import { prepareParts, takeRows } from '../prepareParts.ts'
import { splitOf, splitRows } from '../splitRows.ts'

/** Height, width and channels that images are made to. */
export interface ImageForm {
  readonly height: number
  readonly width: number
  readonly channels: number
}

/** Refuses to predict a number of images in folders: the folders are classes. */
export const checkImageTask = (task: DataOptions['task']): E.Either<DataProblem, void> =>
  task === 'regression'
    ? refuse('holds images in folders, whose names are classes: leave --task regression out.')
    : E.right(undefined)

/**
 * The labels of images, which are the names of their folders.
 *
 * @param files - the images, as they are called in messages
 */
export const codeImageLabels = (
  files: ReadonlyArray<string>,
  folders: ReadonlyArray<string>,
): E.Either<DataProblem, CodedLabels> =>
  codeClasses({
    values: folders,
    place: (row) => files[row] ?? `image ${row + 1}`,
    parts: allParts,
    head: files.length,
  })

/** Refuses images that take more memory than there may be. */
export const checkImageMemory = (
  count: number,
  { height, width, channels }: ImageForm,
): E.Either<DataProblem, void> =>
  count * height * width * channels <= arrayLimit
    ? E.right(undefined)
    : refuse(
        `holds ${count} images, which at ${height} x ${width} x ${channels} take more than the ${describeBytes(arrayLimit)} that are held in memory. Give a smaller size by --image-size, or fewer images.`,
      )

/**
 * Splits images of one form.
 *
 * @param pixels - the bytes of the images, one image after another
 */
export const prepareImages = (
  pixels: Uint8Array,
  { height, width, channels }: ImageForm,
  labels: CodedLabels,
  options: DataOptions,
): E.Either<DataProblem, PreparedData> => {
  const count = labels.values.length
  return prepareParts({
    report: [
      `${count} images in ${labels.counts.length} folders, read as ${height} x ${width}, ${channels === 1 ? 'grey' : 'colour'}`,
    ],
    targetName: 'the folder',
    labels,
    rows: splitRows(count, labels.values, splitOf(options)),
    shape: [height, width, channels],
    encode: (rows) =>
      E.right({ values: takeRows(pixels, height * width * channels, rows), scale: 1 / 255 }),
    preparation: (target) => ({ _tag: 'Images', height, width, channels, target }),
  })
}
