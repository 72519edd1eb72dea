import * as E from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import { existsSync, statSync } from 'node:fs'
import { join } from 'node:path'
import {
  applyPreparation,
  badData,
  columnsRead,
  type DataError,
  inFile,
  isIdxFolder,
  type NewExamples,
  type NewRows,
  noData,
  type Preparation,
  readAs,
  type ReadingOptions,
} from '../../data/index.ts'
import { catchFileErrors } from './catchFileErrors.ts'
import { loadMnist } from './idx/loadMnist.ts'
import { namedFolder } from './idx/namedFolders.ts'
import { readImages } from './images/readImages.ts'
import { imagesIn, isImage, listFolder } from './listFolder.ts'
import { readArrays, readTable } from './readFile.ts'

type Of<Tag extends Preparation['_tag']> = Preparation & { readonly _tag: Tag }

/** The images of a file, of a folder, or of a folder with a folder a class. */
const listImages = async (
  source: string,
): Promise<{ readonly files: ReadonlyArray<string>; readonly labels?: ReadonlyArray<string> }> => {
  if (statSync(source).isFile()) return { files: [source] }
  const here = await imagesIn(source)
  if (here.length > 0) return { files: here }
  const files: Array<string> = []
  const labels: Array<string> = []
  for (const name of (await listFolder(source)).folders)
    for (const file of await imagesIn(join(source, name))) {
      files.push(file)
      labels.push(name)
    }
  return { files, labels }
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
const readImageFiles = (source: string, form: Of<'Images'>): TE.TaskEither<DataError, NewRows> =>
  pipe(
    TE.fromTask(() => listImages(source)),
    TE.filterOrElse(
      ({ files }) => files.length > 0,
      () => badData(source, 'holds no PNG or JPEG image.'),
    ),
    TE.bindTo('listed'),
    TE.bind('values', ({ listed }) => readImages(listed.files, form)),
    TE.map(({ listed: { files, labels }, values }): NewRows => ({
      _tag: 'Images',
      images: {
        shape: [form.height, form.width, form.channels],
        values,
        names: files,
        ...(labels === undefined ? {} : { labels }),
      },
    })),
  )

const readImageRows = (source: string, form: Of<'Images'>): TE.TaskEither<DataError, NewRows> => {
  if (!statSync(source).isFile())
    return pipe(
      TE.fromTask(() => listFolder(source)),
      TE.chain((entries) =>
        isIdxFolder(entries) ? readIdxImages(source, form) : readImageFiles(source, form),
      ),
    )
  return isImage(source)
    ? readImageFiles(source, form)
    : TE.left(badData(source, 'is no PNG or JPEG image, which the network reads.'))
}

/** Reads what a preparation is of, as it stands. */
const readRows = (source: string, preparation: Preparation): TE.TaskEither<DataError, NewRows> => {
  switch (preparation._tag) {
    case 'Table': {
      const read = columnsRead(preparation)
      return pipe(
        readTable(source, (column) => read.has(column), preparation.reading),
        TE.map((table): NewRows => ({ _tag: 'Table', table })),
      )
    }
    case 'Images':
      return readImageRows(source, preparation)
    case 'Arrays':
      return pipe(
        readArrays(source),
        TE.map((arrays): NewRows => ({ _tag: 'Arrays', arrays })),
      )
  }
}

/** The path of a source: images may be of a data set that has a name. */
const pathOf = (source: string, preparation: Preparation): TE.TaskEither<DataError, string> => {
  const named = preparation._tag === 'Images' ? namedFolder(source) : undefined
  return pipe(
    named === undefined ? TE.right(source) : named.folder(() => undefined),
    TE.filterOrElse(existsSync, () => noData(`${source} does not exist.`)),
  )
}

/**
 * Reads new data as a preparation made the data that a network was trained on. Labels are optional.
 *
 * @param reading - how a table is read, where not as the training data was
 */
export const readForPrediction = (
  source: string,
  preparation: Preparation,
  reading: ReadingOptions = {},
): Promise<E.Either<DataError, NewExamples>> =>
  pipe(
    TE.Do,
    TE.bind('path', () => pathOf(source, preparation)),
    TE.bind('prepared', ({ path }) =>
      TE.fromEither(pipe(readAs(preparation, reading), E.mapLeft(inFile(path)))),
    ),
    TE.bind('rows', ({ path, prepared }) => readRows(path, prepared)),
    TE.chainEitherK(({ path, prepared, rows }) =>
      pipe(applyPreparation(prepared, rows), E.mapLeft(inFile(path))),
    ),
    catchFileErrors(source),
  )()
