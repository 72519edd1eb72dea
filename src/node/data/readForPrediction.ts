import * as E from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import { existsSync, statSync } from 'node:fs'
import {
  applyPreparation,
  badData,
  checkDataOptions,
  columnsRead,
  type DataError,
  type DataOptions,
  describeLeftOut,
  imageKinds,
  inFile,
  isIdxFolder,
  isImageName,
  type NewExamples,
  type NewRows,
  noData,
  plainText,
  type Preparation,
  readAs,
  readingOf,
  type ReadingOptions,
} from '../../data/index.ts'
import { counted } from '../../common/index.ts'
import { catchFileErrors } from './catchFileErrors.ts'
import { loadMnist } from './idx/loadMnist.ts'
import { namedFolder } from './idx/namedFolders.ts'
import { listImages } from './images/listImages.ts'
import { imageTree, noteAlso, noteLeftOut } from './images/imageTree.ts'
import { lookAtImages, readPixels, unreadOf } from './images/readImages.ts'
import { listFolder } from './listFolder.ts'
import { isStandardInput, nameOfSource } from './standardInput.ts'
import { readArrays, readTable } from './readFile.ts'

type Of<Tag extends Preparation['_tag']> = Preparation & { readonly _tag: Tag }

/** Images to be predicted, and their classes where they have folders of them. */
interface ImagesToPredict {
  readonly images: ReadonlyArray<{ readonly file: string; readonly label?: string }>
  readonly notes: ReadonlyArray<string>
}

/** The images right in a folder and in those below it, which are then no classes. */
const allImages = (source: string): TE.TaskEither<DataError, ImagesToPredict> =>
  pipe(
    TE.fromTask(() => imageTree(source)),
    TE.map(({ images, others }) => ({
      images: images.map((file) => ({ file })),
      notes: [...noteAlso(source, images), ...noteLeftOut(source, others)],
    })),
  )

/**
 * The images of a file, of a folder with images and those below it, or of a folder with a folder a
 * class: its test part where it has one.
 */
const imagesToPredict = (
  source: string,
  onBad: DataOptions['onBad'],
): TE.TaskEither<DataError, ImagesToPredict> => {
  if (statSync(source).isFile()) return TE.right({ images: [{ file: source }], notes: [] })
  return pipe(
    TE.fromTask(() => listFolder(source)),
    TE.chain(({ files, folders }): TE.TaskEither<DataError, ImagesToPredict> => {
      if (folders.length === 0 || files.some(isImageName)) return allImages(source)
      return pipe(
        listImages(source, onBad),
        TE.map((listed) => {
          const tested = listed.images.filter(({ part }) => part === 'test')
          if (tested.length === 0) return listed
          const others = listed.images.length - tested.length
          return {
            images: tested,
            notes: [
              ...listed.notes,
              `the images of the test part are read, and not the ${counted(others, 'other', 'others')}`,
            ],
          }
        }),
      )
    }),
  )
}

/** Of a data set in MNIST's form the test images are predicted. */
const readIdxImages = (
  folder: string,
  { target }: Of<'Images'>,
): TE.TaskEither<DataError, NewRows> =>
  pipe(
    () => loadMnist(folder),
    TE.map(({ test: { shape, values, labels } }): NewRows => {
      const classes = target._tag === 'Classes' ? target.names : []
      return {
        _tag: 'Images',
        images: {
          shape,
          values,
          names: Array.from(labels, (_, i) => `image ${i + 1}`),
          labels: Array.from(labels, (label) => classes[label] ?? String(label)),
        },
      }
    }),
  )

/** Images that are decoded and made to the form that a network reads. */
const readImageFiles = (
  source: string,
  form: Of<'Images'>,
  onBad: DataOptions['onBad'],
): TE.TaskEither<DataError, NewRows> =>
  pipe(
    imagesToPredict(source, onBad),
    TE.filterOrElse(
      ({ images }) => images.length > 0,
      () => badData(source, `holds no image (${imageKinds}).`),
    ),
    TE.bindTo('listed'),
    TE.bind('looked', ({ listed }) => lookAtImages(listed.images, onBad)),
    TE.bind('read', ({ looked }) => readPixels(looked.images, form, onBad)),
    TE.map(({ listed, looked, read: { images, pixels, leftOut } }): NewRows => {
      const files = images.map(({ image }) => image)
      const classes = form.target._tag === 'Classes' ? form.target.names : []
      const known = new Map(classes.map((name) => [plainText(name), name]))
      const labels = files.flatMap(({ label }) =>
        label === undefined ? [] : (known.get(plainText(label)) ?? label),
      )
      return {
        _tag: 'Images',
        images: {
          shape: [form.height, form.width, form.channels],
          values: pixels,
          names: files.map(({ file }) => file),
          ...(labels.length === images.length ? { labels } : {}),
          notes: [...listed.notes, ...describeLeftOut(unreadOf(looked.leftOut, leftOut))],
        },
      }
    }),
  )

const readImageRows = (
  source: string,
  form: Of<'Images'>,
  onBad: DataOptions['onBad'],
): TE.TaskEither<DataError, NewRows> => {
  if (!statSync(source).isFile())
    return pipe(
      TE.fromTask(() => listFolder(source)),
      TE.chain((entries) =>
        isIdxFolder(entries) ? readIdxImages(source, form) : readImageFiles(source, form, onBad),
      ),
    )
  return isImageName(source)
    ? readImageFiles(source, form, onBad)
    : TE.left(badData(source, `is no image (${imageKinds}), as the network reads them.`))
}

/** What new data takes of the options of reading data. */
export type PredictionReading = ReadingOptions & Pick<DataOptions, 'onBad' | 'form'>

/** Reads what a preparation is of, as it stands. */
const readRows = (
  source: string,
  preparation: Preparation,
  { onBad, form }: PredictionReading,
): TE.TaskEither<DataError, NewRows> => {
  switch (preparation._tag) {
    case 'Table':
      return pipe(
        readTable(source, columnsRead(preparation), {
          ...preparation.reading,
          ...(onBad === undefined ? {} : { onBad }),
          ...(form === undefined ? {} : { form }),
        }),
        TE.map((table): NewRows => ({ _tag: 'Table', table })),
      )
    case 'Images':
      return readImageRows(source, preparation, onBad)
    case 'Arrays':
      return pipe(
        readArrays(source, form),
        TE.map((arrays): NewRows => ({ _tag: 'Arrays', arrays })),
      )
  }
}

/** The path of a source: images may be of a data set that has a name. */
const pathOf = (source: string, preparation: Preparation): TE.TaskEither<DataError, string> => {
  const named = preparation._tag === 'Images' ? namedFolder(source) : undefined
  if (isStandardInput(source))
    return preparation._tag === 'Images'
      ? TE.left(noData('Images are read from files and folders, and not from standard input.'))
      : TE.right(source)
  return pipe(
    named === undefined ? TE.right(source) : named.folder(() => undefined),
    TE.filterOrElse(existsSync, () => noData(`${source} does not exist.`)),
  )
}

/**
 * Reads new data as a preparation made the data that a network was trained on. Labels are optional.
 *
 * @param source - a file, a folder, the name of a data set, or `-` for standard input
 * @param options - how a table is read, where not as the training data was, the form of a file, and what
 *   is done with bad rows and images
 */
export const readForPrediction = (
  source: string,
  preparation: Preparation,
  options: PredictionReading = {},
): Promise<E.Either<DataError, NewExamples>> => {
  checkDataOptions('readForPrediction()', options)
  return pipe(
    TE.Do,
    TE.bind('path', () => pathOf(source, preparation)),
    TE.bind('prepared', ({ path }) =>
      TE.fromEither(
        pipe(readAs(preparation, readingOf(options)), E.mapLeft(inFile(nameOfSource(path)))),
      ),
    ),
    TE.bind('rows', ({ path, prepared }) => readRows(path, prepared, options)),
    TE.chainEitherK(({ path, prepared, rows }) =>
      pipe(applyPreparation(prepared, rows, options.onBad), E.mapLeft(inFile(nameOfSource(path)))),
    ),
    catchFileErrors(source),
  )()
}
