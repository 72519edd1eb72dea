import * as E from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import { existsSync, statSync } from 'node:fs'
import {
  badData,
  checkDataOptions,
  checkParts,
  type DataError,
  type DataOptions,
  type DataProblem,
  describeSourcesBriefly,
  folderFormOf,
  type FolderFormName,
  inFile,
  noData,
  prepareArrays,
  type Prepared,
  type PreparedData,
  preparedFrom,
  prepareIdx,
  prepareTable,
  readingOf,
} from '../../data/index.ts'
import { catchFileErrors } from './catchFileErrors.ts'
import { loadMnist } from './idx/loadMnist.ts'
import { namedFolder } from './idx/namedFolders.ts'
import { loadImages } from './images/loadImages.ts'
import { listFolder } from './listFolder.ts'
import { isColumnRead, isTable, readArrays, readTable } from './readFile.ts'

type Load = TE.TaskEither<DataError, PreparedData>

/** Refuses options of a table's columns where the data is no table. */
const checkNoColumns = (
  source: string,
  { target, columns, ...options }: DataOptions,
): E.Either<DataError, void> => {
  if (target !== undefined || Object.keys(columns ?? {}).length > 0)
    return E.left(
      badData(source, 'is no table, so it has no --target and no --columns. Leave them out.'),
    )
  const [reading] = Object.keys(readingOf(options))
  return reading === undefined
    ? E.right(undefined)
    : E.left(
        badData(source, `is no table, so it is not read by the setting ${reading}. Leave it out.`),
      )
}

const loadIdx = (folder: string, classes?: ReadonlyArray<string>): Load =>
  pipe(
    () => loadMnist(folder),
    TE.map((splits) => prepareIdx(splits, classes)),
  )

/** How the forms of folders are read. */
const loadFolderAs: Readonly<
  Record<
    FolderFormName,
    (folder: string, options: DataOptions, report: (text: string) => void) => Load
  >
> = {
  idx: (folder) => loadIdx(folder),
  images: loadImages,
}

/** Refuses the form of a file where there is none. */
const checkNoForm = (source: string, { form }: DataOptions): E.Either<DataError, void> =>
  form === undefined
    ? E.right(undefined)
    : E.left(badData(source, 'is no file, so it has no --form. Leave it out.'))

const loadFolder = (folder: string, options: DataOptions, report: (text: string) => void): Load =>
  pipe(
    TE.fromTask(() => listFolder(folder)),
    TE.chainEitherK((entries) => pipe(folderFormOf(entries), E.mapLeft(inFile(folder)))),
    TE.chainFirstEitherK(() => checkNoColumns(folder, options)),
    TE.chainFirstEitherK(() => checkNoForm(folder, options)),
    TE.chain((form) => loadFolderAs[form](folder, options, report)),
  )

const loadFile = (file: string, options: DataOptions, isAll: boolean): Load => {
  const prepared = <A>(
    read: TE.TaskEither<DataError, A>,
    prepare: (content: A, options: DataOptions) => E.Either<DataProblem, PreparedData>,
  ): Load =>
    pipe(
      read,
      TE.chainEitherK((content) => pipe(prepare(content, options), E.mapLeft(inFile(file)))),
    )
  return isTable(file, options.form)
    ? prepared(readTable(file, isColumnRead(options), options), (table, how) =>
        prepareTable(table, how, isAll),
      )
    : pipe(
        TE.fromEither(checkNoColumns(file, options)),
        TE.chain(() => prepared(readArrays(file, options.form), prepareArrays)),
      )
}

const load = (
  source: string,
  options: DataOptions,
  report: (text: string) => void,
  isAll: boolean,
): Load => {
  const named = namedFolder(source)
  if (named !== undefined)
    return pipe(
      TE.fromEither(checkNoColumns(source, options)),
      TE.chainEitherK(() => checkNoForm(source, options)),
      TE.chain(() => named.folder(report)),
      TE.chain((folder) => loadIdx(folder, named.classes)),
    )
  if (!existsSync(source))
    return TE.left(noData(`${source} does not exist. Give ${describeSourcesBriefly()}.`))
  return statSync(source).isDirectory()
    ? loadFolder(source, options, report)
    : loadFile(source, options, isAll)
}

/**
 * Reads a data set, splits it into training, validation and test, and makes numbers of it. What is
 * fitted is fitted on the training split alone.
 *
 * @param source - `mnist`, `fashion-mnist`, a file (.csv, .tsv, .jsonl, .json, .parquet, .npy, .npz),
 *   a folder of IDX files, or a folder with a folder of images a class
 * @param isAll - whether the report tells every column of a table, however many there are
 * @example
 * import { writeFileSync } from 'node:fs'
 * import { tmpdir } from 'node:os'
 * import { join } from 'node:path'
 * import { loadData } from 'rxnas/node'
 *
 * const file = join(tmpdir(), `rxnas-example-${process.pid}.csv`)
 * const rows = Array.from({ length: 40 }, (_, i) => `${(i * 7) % 40},${i % 2 === 0 ? 'even' : 'odd'}`)
 * writeFileSync(file, ['n,parity', ...rows].join('\n'))
 * const loaded = await loadData(file, { target: 'parity' })
 * if (loaded._tag === 'Right') console.log(loaded.right.splits.task.target) // { _tag: 'Classes', count: 2 }
 */
export const loadData = (
  source: string,
  options: DataOptions = {},
  report: (text: string) => void = () => undefined,
  isAll = false,
): Promise<E.Either<DataError, Prepared>> => {
  checkDataOptions('loadData()', options)
  return pipe(
    TE.fromEither(checkParts(options)),
    TE.chain(() => load(source, options, report, isAll)),
    TE.map(preparedFrom(source)),
    catchFileErrors(source),
  )()
}
