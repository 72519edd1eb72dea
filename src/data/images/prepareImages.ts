import * as E from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import { leavingOutBad, type Rows } from '../badRows.ts'
import { codeClasses, type CodedLabels } from '../codeLabels.ts'
import { type DataProblem, refuse } from '../DataError.ts'
import { type DataOptions } from '../DataOptions.ts'
import { arrayLimit, describeBytes } from '../memoryLimits.ts'
import { type PreparedData, withLeftOut } from '../Prepared.ts'
import { prepareParts, takeRows } from '../prepareParts.ts'
import { type OwnParts, partsSplitOff, splitAround } from '../splitAround.ts'
import { type PartName } from './imageNames.ts'

/** Height, width and channels that images are made to. */
export interface ImageForm {
  readonly height: number
  readonly width: number
  readonly channels: number
  /** How images of another size are made to this one: by means over areas; otherwise as older versions did it. */
  readonly resampling?: 'area'
}

/** An image of a data set, as it is called in messages. */
export interface LabelledImage {
  readonly file: string
  /** Its class, which is the name of its folder. */
  readonly label: string
  /** The part that its folder says it is of; `train` where none does. */
  readonly part: PartName
}

/** Images that are decoded, those of one part after another. */
export interface DecodedImages {
  readonly images: ReadonlyArray<LabelledImage>
  /** Values from 0 to 255, one image after another; fractions where images have more than 8 bits. */
  readonly pixels: Uint8Array | Float32Array
  readonly form: ImageForm
  /** What is to be noted about them, lines for a person. */
  readonly notes: ReadonlyArray<string>
}

/** Refuses to predict a number of images in folders: the folders are classes. */
export const checkImageTask = (task: DataOptions['task']): E.Either<DataProblem, void> =>
  task === 'regression'
    ? refuse('holds images in folders, whose names are classes: leave --task regression out.')
    : E.right(undefined)

/** Images that are read at most: looking at more takes hours. */
const mostImages = 1_000_000

/** Refuses more images than are read, before one is opened. */
export const checkImageCount = (count: number): E.Either<DataProblem, void> =>
  count <= mostImages
    ? E.right(undefined)
    : refuse(
        `holds ${count} images, and up to ${mostImages} are read. Give a part of them, say by fewer folders.`,
      )

/**
 * Refuses images that take more memory than there may be.
 *
 * @param bytes - of a value: 1, or 4 where images have more than 8 bits
 */
export const checkImageMemory = (
  count: number,
  { height, width, channels }: ImageForm,
  bytes: number,
): E.Either<DataProblem, void> =>
  count * height * width * channels * bytes <= arrayLimit
    ? E.right(undefined)
    : refuse(
        `holds ${count} images, which at ${height} x ${width} x ${channels}${bytes === 1 ? '' : ` and ${bytes} bytes a value`} take more than the ${describeBytes(arrayLimit)} that are held in memory. Give a smaller size by --image-size, or fewer images.`,
      )

/** Some of the images, by their places among the decoded ones. */
const imageRows = (images: ReadonlyArray<LabelledImage>): Rows<Int32Array> => ({
  count: (at) => at.length,
  place: (at, row) => images[at[row] ?? 0]?.file ?? `image ${row + 1}`,
  select: (at, rows) => rows.map((row) => at[row] ?? 0),
})

const labelsOf = (
  images: ReadonlyArray<LabelledImage>,
  parts: OwnParts,
): E.Either<DataProblem, CodedLabels> =>
  codeClasses({
    values: images.map(({ label }) => label),
    place: (row) => images[row]?.file ?? `image ${row + 1}`,
    parts: partsSplitOff(parts),
    splitCount: parts.train,
  })

const ownParts = (images: ReadonlyArray<LabelledImage>): OwnParts => {
  const count = (part: PartName): number =>
    images.reduce((n, image) => (image.part === part ? n + 1 : n), 0)
  return { train: count('train'), validation: count('validation'), test: count('test') }
}

const describeParts = ({ validation, test }: OwnParts): string =>
  validation === 0 && test === 0
    ? ''
    : `, with folders for ${['training', ...(validation > 0 ? ['validation'] : []), ...(test > 0 ? ['test'] : [])].join(', ')}`

const prepareSome = (
  { images, pixels, form: { height, width, channels, resampling }, notes }: DecodedImages,
  at: Int32Array,
  options: DataOptions,
): E.Either<DataProblem, PreparedData> => {
  const some = Array.from(at).flatMap((place) => images[place] ?? [])
  const parts = ownParts(some)
  return pipe(
    labelsOf(some, parts),
    E.chain((labels) =>
      prepareParts({
        report: [
          `${some.length} images in ${labels.counts.length} folders${describeParts(parts)}, read as ${height} x ${width}, ${channels === 1 ? 'grey' : 'colour'}`,
          ...notes.map((note) => `note: ${note}`),
        ],
        targetName: 'the folder',
        labels,
        rows: splitAround(parts, labels, options),
        shape: [height, width, channels],
        encode: (rows) =>
          E.right({
            values: takeRows(
              pixels,
              height * width * channels,
              rows.map((row) => at[row] ?? 0),
            ),
            scale: 1 / 255,
          }),
        preparation: (target) => ({
          ...{ _tag: 'Images', height, width, channels, target },
          ...(resampling === undefined ? {} : { resampling }),
        }),
      }),
    ),
  )
}

/** Splits images of one form; parts that they have folders for are taken as they are. */
export const prepareImages = (
  decoded: DecodedImages,
  options: DataOptions,
): E.Either<DataProblem, PreparedData> =>
  pipe(
    leavingOutBad(
      imageRows(decoded.images),
      options.onBad,
      Int32Array.from(decoded.images.keys()),
      (at) => prepareSome(decoded, at, options),
    ),
    E.map(({ used, leftOut }) => withLeftOut(used, leftOut)),
  )
