import * as E from 'fp-ts/lib/Either.js'
import { existsSync, statSync } from 'node:fs'
import { readdir } from 'node:fs/promises'
import { extname } from 'node:path'
import {
  badData,
  checkParts,
  type DataError,
  type DataOptions,
  noData,
  prepareArrays,
  type Prepared,
  prepareIdx,
  prepareTable,
} from '../../data/index.ts'
import { readNpy } from './arrays/readNpy.ts'
import { guarded } from './guarded.ts'
import { isIdx } from './idx/isIdx.ts'
import { namedFolder } from './idx/namedFolder.ts'
import { foldersIn } from './images/listImages.ts'
import { loadImages } from './images/loadImages.ts'
import { loadMnist } from './idx/loadMnist.ts'
import { readTable } from './readTable.ts'

/** Refuses what is said of a table's columns where the data is no table. */
const saysNothingOfColumns = (
  source: string,
  { target, columns }: DataOptions,
): E.Either<DataError, void> =>
  target === undefined && Object.keys(columns ?? {}).length === 0
    ? E.right(undefined)
    : E.left(
        badData(source, 'is no table, so it has no --target and no --columns. Leave them out.'),
      )

/** What a folder holds; one of anything else is refused. */
const folderForm = async (folder: string): Promise<E.Either<DataError, 'idx' | 'images'>> => {
  if ((await readdir(folder)).some(isIdx)) return E.right('idx')
  return (await foldersIn(folder)).length > 0
    ? E.right('images')
    : E.left(
        badData(
          folder,
          'is a folder with neither IDX files (as MNIST has) nor a folder of images for each class. Give such a folder, or a file.',
        ),
      )
}

const loadIdx = async (
  source: string,
  folder: string,
  classes?: ReadonlyArray<string>,
): Promise<E.Either<DataError, Prepared>> =>
  E.Functor.map(await loadMnist(folder), (splits) => prepareIdx(source, splits, classes))

const loadFolder = async (
  folder: string,
  options: DataOptions,
): Promise<E.Either<DataError, Prepared>> => {
  const form = await folderForm(folder)
  if (E.isLeft(form)) return form
  const fits = saysNothingOfColumns(folder, options)
  if (E.isLeft(fits)) return fits
  return form.right === 'idx' ? loadIdx(folder, folder) : loadImages(folder, options)
}

const loadArrays = async (
  file: string,
  options: DataOptions,
): Promise<E.Either<DataError, Prepared>> => {
  const fits = saysNothingOfColumns(file, options)
  if (E.isLeft(fits)) return fits
  return E.Chain.chain(await readNpy(file), (arrays) => prepareArrays(file, arrays, options))
}

const loadTable = async (
  file: string,
  options: DataOptions,
): Promise<E.Either<DataError, Prepared>> => {
  const isRead = (column: string): boolean => options.columns?.[column] !== 'ignore'
  return E.Chain.chain(await readTable(file, isRead), (table) => prepareTable(table, options))
}

const load = async (
  source: string,
  options: DataOptions,
  report: (text: string) => void,
): Promise<E.Either<DataError, Prepared>> => {
  const parts = checkParts(options)
  if (E.isLeft(parts)) return parts
  const named = await namedFolder(source, report)
  if (named !== undefined) {
    if (E.isLeft(named)) return named
    const fits = saysNothingOfColumns(source, options)
    return E.isLeft(fits) ? fits : loadIdx(source, named.right.folder, named.right.classes)
  }
  if (!existsSync(source))
    return E.left(
      noData(`${source} does not exist. Give mnist, fashion-mnist, a file, or a folder.`),
    )
  if (statSync(source).isDirectory()) return loadFolder(source, options)
  return extname(source).toLowerCase() === '.npz'
    ? loadArrays(source, options)
    : loadTable(source, options)
}

/**
 * Reads a data set, splits it into training, validation and test, and makes numbers of it. What is
 * fitted is fitted on the training split alone.
 *
 * @param source - `mnist`, `fashion-mnist`, a file (.csv, .tsv, .jsonl, .json, .parquet, .npy, .npz),
 *   a folder of IDX files, or a folder with a folder of PNG or JPEG images a class
 * @example
 * import { writeFileSync } from 'node:fs'
 * import { tmpdir } from 'node:os'
 * import { join } from 'node:path'
 * import { loadData } from 'rxnas/node'
 *
 * const file = join(tmpdir(), `rxnas-example-${process.pid}.csv`)
 * const rows = Array.from({ length: 40 }, (_, i) => `${i},${i % 2 === 0 ? 'even' : 'odd'}`)
 * writeFileSync(file, ['n,parity', ...rows].join('\n'))
 * const loaded = await loadData(file, { target: 'parity' })
 * if (loaded._tag === 'Right') console.log(loaded.right.splits.task.target) // { _tag: 'Classes', count: 2 }
 */
export const loadData = (
  source: string,
  options: DataOptions = {},
  report: (text: string) => void = () => undefined,
): Promise<E.Either<DataError, Prepared>> => guarded(source, () => load(source, options, report))
