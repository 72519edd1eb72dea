import * as E from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import sharp from 'sharp'
import { messageOf } from '../../../common/index.ts'
import { badData, dataDefaults, type DataError, type ImageForm } from '../../../data/index.ts'

/** Images of a folder that are small and alike keep their size up to this side. */
const keptSide = 64

/** Images that are decoded at the same time. */
const together = 16

const lastLineOf = (text: string): string => text.trim().split('\n').at(-1) ?? ''

/** Does something with each file, several at a time, in order; stops at the first that fails. */
const forEachFile =
  (
    files: ReadonlyArray<string>,
    use: (file: string, index: number) => Promise<void>,
  ): TE.TaskEither<DataError, void> =>
  async () => {
    for (let from = 0; from < files.length; from += together) {
      const some = files.slice(from, from + together)
      const failures = await Promise.all(
        some.map((file, i) =>
          use(file, from + i).then(
            () => undefined,
            (error: unknown) =>
              badData(
                file,
                `is no image that can be read: ${lastLineOf(messageOf(error))}. Replace it or take it away.`,
              ),
          ),
        ),
      )
      const failed = failures.find((error) => error !== undefined)
      if (failed !== undefined) return E.left(failed)
    }
    return E.right(undefined)
  }

/**
 * The form that images are made to: by default their own size where all are alike and small, else
 * 32 x 32; one channel where all are grey, else three.
 */
export const formOfImages = (
  files: ReadonlyArray<string>,
  size: number | undefined,
): TE.TaskEither<DataError, ImageForm> => {
  const sizes = new Set<string>()
  const spaces = new Set<string>()
  const { imageSize } = dataDefaults
  let first: Omit<ImageForm, 'channels'> = { height: imageSize, width: imageSize }
  return pipe(
    forEachFile(files, async (file, index) => {
      // The size of an image as it is seen: a camera may store it on its side.
      const { autoOrient, space } = await sharp(file).metadata()
      const { height, width } = autoOrient
      sizes.add(`${height}x${width}`)
      if (index === 0) first = { height, width }
      spaces.add(space)
    }),
    TE.map(() => {
      const grey = [...spaces].every((space) => space.startsWith('b-w') || space.startsWith('grey'))
      const kept = sizes.size === 1 && Math.max(first.height, first.width) <= keptSide
      const side = size ?? imageSize
      return {
        ...(size === undefined && kept ? first : { height: side, width: side }),
        channels: grey ? 1 : 3,
      }
    }),
  )
}

/** The pixels of images, made to a form, one image after another; what is transparent becomes white. */
export const readImages = (
  files: ReadonlyArray<string>,
  { height, width, channels }: ImageForm,
): TE.TaskEither<DataError, Uint8Array> => {
  const size = height * width * channels
  return pipe(
    TE.fromIO(() => new Uint8Array(files.length * size)),
    TE.chainFirst((out) =>
      forEachFile(files, async (file, index) => {
        const upright = sharp(file)
          .autoOrient()
          .flatten({ background: '#ffffff' })
          .resize(width, height, { fit: 'fill' })
        const pixels = await (channels === 1 ? upright.greyscale() : upright.toColourspace('srgb'))
          .raw()
          .toBuffer()
        if (pixels.length !== size)
          throw new Error(
            `it has ${pixels.length / height / width} channels instead of ${channels}`,
          )
        out.set(pixels, index * size)
      }),
    ),
  )
}
