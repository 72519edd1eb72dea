import * as E from 'fp-ts/lib/Either.js'
import { type Examples } from '../../space/index.ts'
import { badData, type DataError } from '../DataError.ts'
import { allParts, codeClasses, type CodedLabels, labelsOf, targetOf } from '../codeLabels.ts'
import { type DataOptions } from '../DataOptions.ts'
import { describeSplit, describeTarget } from '../describePrepared.ts'
import { arrayLimit, bytesInWords } from '../limits.ts'
import { type Prepared } from '../Prepared.ts'
import { splitOf, splitRows } from '../splitRows.ts'

/** Height, width and channels that images are made to. */
export interface ImageForm {
  readonly height: number
  readonly width: number
  readonly channels: number
}

const rowsOf = (pixels: Uint8Array, size: number, rows: Int32Array): Uint8Array => {
  const out = new Uint8Array(rows.length * size)
  rows.forEach((row, i) => {
    out.set(pixels.subarray(row * size, (row + 1) * size), i * size)
  })
  return out
}

/** The labels of images, which are the names of their folders. */
export const imageLabels = (
  folder: string,
  files: ReadonlyArray<string>,
  labels: ReadonlyArray<string>,
  task: DataOptions['task'],
): E.Either<DataError, CodedLabels> =>
  task === 'regression'
    ? E.left(
        badData(
          folder,
          'holds images in folders, whose names are classes: leave --task regression out.',
        ),
      )
    : codeClasses(folder, {
        values: labels,
        place: (row) => files[row] ?? folder,
        parts: allParts,
        head: files.length,
      })

/** Refuses images that take more memory than there may be. */
export const imagesWithin = (
  folder: string,
  count: number,
  { height, width, channels }: ImageForm,
): E.Either<DataError, void> =>
  count * height * width * channels <= arrayLimit
    ? E.right(undefined)
    : E.left(
        badData(
          folder,
          `holds ${count} images, which at ${height} x ${width} x ${channels} take more than the ${bytesInWords(arrayLimit)} that are held in memory. Give a smaller size by --image-size, or fewer images.`,
        ),
      )

/**
 * Splits images of one form.
 *
 * @param pixels - the bytes of the images, one image after another
 */
export const prepareImages = (
  source: string,
  pixels: Uint8Array,
  { height, width, channels }: ImageForm,
  { code, values, counts }: CodedLabels,
  options: DataOptions,
): Prepared => {
  const size = height * width * channels
  const rows = splitRows(values.length, values, splitOf(options))
  const examples = (part: Int32Array): Examples => ({
    count: part.length,
    shape: [height, width, channels],
    values: rowsOf(pixels, size, part),
    scale: 1 / 255,
    labels: labelsOf(code, values, part),
  })
  const splits = {
    train: examples(rows.train),
    validation: examples(rows.validation),
    test: examples(rows.test),
    task: { input: [height, width, channels], target: targetOf(code) },
  }
  return {
    source,
    splits,
    preparation: { _tag: 'Images', height, width, channels, target: code },
    report: [
      `${source}: ${values.length} images in ${counts.length} folders, read as ${height} x ${width}, ${channels === 1 ? 'grey' : 'colour'}`,
      ...describeTarget('the folder', { code, values, counts }),
      ...describeSplit(splits),
    ],
  }
}
