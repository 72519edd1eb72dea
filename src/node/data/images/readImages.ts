import * as E from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import { counted, messageOf } from '../../../common/index.ts'
import {
  dataDefaults,
  type DataError,
  type DataOptions,
  dataProblem,
  type ImageForm,
  inFile,
  type LeftOut,
  leftOutOf,
  namingFlag,
} from '../../../data/index.ts'
import { type ImageFacts, lookAt, pixelsOf } from './openImage.ts'

/** Images of a folder that are small and alike keep their size up to this side. */
const keptSide = 64

/** Images that are decoded at the same time; of large ones one. */
const together = 16
const largePixels = 20e6

const lastLineOf = (text: string): string => text.trim().split('\n').at(-1) ?? ''

/** Images that could not be read, by their places among all, and why the first could not. */
interface Unread {
  readonly rows: ReadonlyArray<number>
  readonly reason: string
}

/** Does something with each file, several at a time. Those with which that fails come out. */
const tryEach = async (
  files: ReadonlyArray<string>,
  use: (file: string, index: number) => Promise<void>,
  isLarge: (index: number) => boolean = () => false,
): Promise<Unread> => {
  const failed = new Map<number, string>()
  const attempt = async (index: number): Promise<void> => {
    try {
      await use(files[index] ?? '', index)
    } catch (error) {
      failed.set(index, lastLineOf(messageOf(error)))
    }
  }
  const indices = [...files.keys()]
  const small = indices.filter((index) => !isLarge(index))
  for (let from = 0; from < small.length; from += together)
    await Promise.all(small.slice(from, from + together).map(attempt))
  for (const index of indices) if (isLarge(index)) await attempt(index)
  const rows = [...failed.keys()].sort((a, b) => a - b)
  return { rows, reason: failed.get(rows[0] ?? -1) ?? '' }
}

const refuseUnread = (files: ReadonlyArray<string>, { rows, reason }: Unread): DataError => {
  const [first = 0] = rows
  const others = rows.length - 1
  const more =
    others === 0 ? '' : `, and neither ${others === 1 ? 'is' : 'are'} ${counted(others, 'more')}`
  return inFile(files[first] ?? '')(
    namingFlag({
      ...dataProblem(
        `is no image that can be read: ${reason}${more}. Replace ${others === 0 ? 'it or take it' : 'them or take them'} away.`,
      ),
      bad: { what: unreadable, rows },
    }),
  )
}

const unreadable = ['image that cannot be read', 'images that cannot be read'] as const

/** Images of which some could not be read, as `--on-bad drop` allows. */
export interface Kept<A> {
  readonly images: ReadonlyArray<A>
  readonly leftOut: ReadonlyArray<LeftOut>
}

const without = <A>(all: ReadonlyArray<A>, { rows }: Unread): ReadonlyArray<A> => {
  const bad = new Set(rows)
  return all.filter((_, row) => !bad.has(row))
}

const told = (files: ReadonlyArray<string>, { rows }: Unread): ReadonlyArray<LeftOut> =>
  rows.length === 0 ? [] : [leftOutOf({ what: unreadable, rows }, (row) => files[row] ?? '')]

/** What was left out when images were looked at, and when they were decoded, as one. */
export const unreadOf = (
  ...parts: ReadonlyArray<ReadonlyArray<LeftOut>>
): ReadonlyArray<LeftOut> => {
  const [only, ...more] = parts.flat()
  return only === undefined || more.length === 0
    ? parts.flat()
    : [
        {
          what: unreadable[1],
          count: more.reduce((n, { count }) => n + count, only.count),
          first: parts.flat().flatMap(({ first }) => first),
        },
      ]
}

/** An image, and what is known of it. */
export interface LookedAt<A> {
  readonly image: A
  readonly facts: ImageFacts
}

/** Looks at images. Those that are none are refused, or left out. */
export const lookAtImages = <A extends { readonly file: string }>(
  images: ReadonlyArray<A>,
  onBad: DataOptions['onBad'],
): TE.TaskEither<DataError, Kept<LookedAt<A>>> => {
  const files = images.map(({ file }) => file)
  const facts = new Map<number, ImageFacts>()
  return pipe(
    TE.fromTask(() =>
      tryEach(files, async (file, index) => {
        facts.set(index, await lookAt(file))
      }),
    ),
    TE.chainEitherK((unread) =>
      unread.rows.length > 0 && onBad !== 'drop'
        ? E.left(refuseUnread(files, unread))
        : E.right({
            images: images.flatMap((image, index) => {
              const found = facts.get(index)
              return found === undefined ? [] : [{ image, facts: found }]
            }),
            leftOut: told(files, unread),
          }),
    ),
  )
}

/**
 * The form that images are made to: by default their own size where all are alike and small, else
 * 32 x 32; one channel where all are grey, else three.
 */
const formOf = (facts: ReadonlyArray<ImageFacts>, size: number | undefined): ImageForm => {
  const { imageSize } = dataDefaults
  const [{ height, width } = { height: imageSize, width: imageSize }] = facts
  const alike = facts.every((one) => one.height === height && one.width === width)
  const kept = alike && Math.max(height, width) <= keptSide
  const side = size ?? imageSize
  return {
    ...(size === undefined && kept ? { height, width } : { height: side, width: side }),
    channels: facts.every(({ isGrey }) => isGrey) ? 1 : 3,
    resampling: 'area',
  }
}

/** Bytes that a value of images takes: those of more than 8 bits keep them. */
export const bytesOfValue = (facts: ReadonlyArray<ImageFacts>): 1 | 4 =>
  facts.some(({ bits }) => bits > 8) ? 4 : 1

/** What is to be noted of images, lines for a person. */
export const noteFacts = (facts: ReadonlyArray<ImageFacts>): ReadonlyArray<string> => {
  const deep = facts.filter(({ bits }) => bits > 8).length
  const moving = facts.filter(({ pages }) => pages > 1).length
  return [
    ...(deep === 0
      ? []
      : [
          `${counted(deep, 'image')} of 16 bits a value ${deep === 1 ? 'keeps' : 'keep'} them: 0 to 65535 is read as 0 to 255, with fractions`,
        ]),
    ...(moving === 0
      ? []
      : [`of ${counted(moving, 'image')} with several frames or pages the first is read`]),
  ]
}

/** The pixels of images that were looked at, one image after another. */
export const readPixels = <A extends { readonly file: string }>(
  looked: ReadonlyArray<LookedAt<A>>,
  form: ImageForm,
  onBad: DataOptions['onBad'],
): TE.TaskEither<DataError, Kept<LookedAt<A>> & { readonly pixels: Uint8Array | Float32Array }> => {
  const { height, width, channels } = form
  const size = height * width * channels
  const files = looked.map(({ image: { file } }) => file)
  const facts = looked.map((one) => one.facts)
  const length = looked.length * size
  return pipe(
    TE.fromIO(() =>
      bytesOfValue(facts) === 1 ? new Uint8Array(length) : new Float32Array(length),
    ),
    TE.bindTo('pixels'),
    TE.bind('unread', ({ pixels }) =>
      TE.fromTask(() =>
        tryEach(
          files,
          async (file, index) => {
            const one = facts[index]
            if (one === undefined) return
            const own = await pixelsOf(file, form, one)
            if (own.length !== size)
              throw new Error(
                `it has ${own.length / height / width} channels instead of ${channels}`,
              )
            pixels.set(own, index * size)
          },
          (index) => {
            const one = facts[index]
            return one !== undefined && one.height * one.width > largePixels
          },
        ),
      ),
    ),
    TE.chainEitherK(({ pixels, unread }) => {
      if (unread.rows.length > 0 && onBad !== 'drop') return E.left(refuseUnread(files, unread))
      const kept = without([...looked.keys()], unread)
      // Each is moved forward, over one that is left out.
      for (const [to, from] of kept.entries())
        if (to !== from) pixels.copyWithin(to * size, from * size, (from + 1) * size)
      return E.right({
        images: without(looked, unread),
        leftOut: told(files, unread),
        pixels: pixels.subarray(0, kept.length * size),
      })
    }),
  )
}

/** Images that were decoded, and the form that they were made to. */
export interface ReadImages<A> extends Kept<LookedAt<A>> {
  readonly form: ImageForm
  readonly pixels: Uint8Array | Float32Array
}

const isForm =
  (form: ImageForm) =>
  ({ height, width, channels }: ImageForm): boolean =>
    height === form.height && width === form.width && channels === form.channels

/**
 * Decodes images that were looked at, in the form that they have by {@link formOf}. What cannot be
 * decoded has no part in that.
 *
 * @param check - whether so many images of a form are read
 */
export const readAlike = <A extends { readonly file: string }>(
  looked: Kept<LookedAt<A>>,
  options: Pick<DataOptions, 'imageSize' | 'onBad'>,
  check: (facts: ReadonlyArray<ImageFacts>, form: ImageForm) => E.Either<DataError, void>,
): TE.TaskEither<DataError, ReadImages<A>> => {
  const facts = looked.images.map((one) => one.facts)
  const { imageSize, onBad } = options
  const form = formOf(facts, imageSize)
  return pipe(
    TE.fromEither(check(facts, form)),
    TE.chain(() => readPixels(looked.images, form, onBad)),
    TE.chain(({ images, leftOut, pixels }) => {
      const kept = { images, leftOut: unreadOf(looked.leftOut, leftOut) }
      return isForm(form)(
        formOf(
          images.map((one) => one.facts),
          imageSize,
        ),
      )
        ? TE.right({ ...kept, form, pixels })
        : readAlike(kept, options, check)
    }),
  )
}
