import * as E from 'fp-ts/lib/Either.js'
import { existsSync, statSync } from 'node:fs'
import { readdir } from 'node:fs/promises'
import { extname } from 'node:path'
import { prepareArrays } from './arrays/prepareArrays.ts'
import { readNpy } from './arrays/readNpy.ts'
import { badData, type DataError, noData } from './DataError.ts'
import { type DataOptions } from './DataOptions.ts'
import { guarded } from './guarded.ts'
import { isIdx } from './idx/isIdx.ts'
import { namedFolder } from './idx/namedFolder.ts'
import { prepareIdx } from './idx/prepareIdx.ts'
import { foldersIn } from './images/listImages.ts'
import { prepareImages } from './images/prepareImages.ts'
import { type Prepared } from './Prepared.ts'
import { readTable } from './readTable.ts'
import { checkParts } from './split.ts'
import { prepareTable } from './table/prepareTable.ts'

const loadFolder = async (
  folder: string,
  options: DataOptions,
): Promise<E.Either<DataError, Prepared>> => {
  if ((await readdir(folder)).some(isIdx)) return prepareIdx(folder, folder)
  return (await foldersIn(folder)).length > 0
    ? prepareImages(folder, options)
    : E.left(
        badData(
          folder,
          'is a folder with neither IDX files (as MNIST has) nor a folder of images for each class.',
        ),
      )
}

const loadTable = async (
  file: string,
  options: DataOptions,
): Promise<E.Either<DataError, Prepared>> => {
  const isRead = (column: string): boolean => options.columns?.[column] !== 'ignore'
  return E.Chain.chain(await readTable(file, isRead), (table) => prepareTable(table, options))
}

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

const load = async (
  source: string,
  options: DataOptions,
  report: (text: string) => void,
): Promise<E.Either<DataError, Prepared>> => {
  const parts = checkParts(options)
  if (E.isLeft(parts)) return parts
  const named = await namedFolder(source, report)
  if (named !== undefined && E.isLeft(named)) return named
  if (named === undefined && !existsSync(source))
    return E.left(
      noData(`${source} does not exist. Give mnist, fashion-mnist, a file, or a folder.`),
    )
  const isFolder = named !== undefined || statSync(source).isDirectory()
  const isArrays = !isFolder && extname(source).toLowerCase() === '.npz'
  if (!isFolder && !isArrays) return loadTable(source, options)
  const fits = saysNothingOfColumns(source, options)
  if (E.isLeft(fits)) return fits
  if (named !== undefined) return prepareIdx(source, named.right.folder, named.right.classes)
  return isFolder
    ? loadFolder(source, options)
    : E.Chain.chain(await readNpy(source), (arrays) => prepareArrays(source, arrays, options))
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
