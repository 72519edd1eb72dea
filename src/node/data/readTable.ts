import * as E from 'fp-ts/lib/Either.js'
import { extname } from 'node:path'
import { badData, type DataError, type Table, tableOfArray } from '../../data/index.ts'
import { readNpy } from './arrays/readNpy.ts'
import { readDelimited } from './table/readDelimited.ts'
import { readJson } from './table/readJson.ts'
import { readParquet } from './table/readParquet.ts'

/** The endings of the files that are read as tables. */
const tableEndings = [
  '.csv',
  '.tsv',
  '.txt',
  '.jsonl',
  '.ndjson',
  '.json',
  '.parquet',
  '.npy',
] as const

/** What to do with a file of an ending that is not read. */
const adviceOn = (ending: string): string => {
  switch (ending) {
    case '.gz':
    case '.zip':
    case '.bz2':
    case '.xz':
    case '.zst':
      return 'Unpack it, and give what it holds.'
    case '.xls':
    case '.xlsx':
    case '.ods':
      return 'Save the sheet as CSV.'
    case '.npz':
      return 'It holds arrays, and a table is read here.'
    case '.png':
    case '.jpg':
    case '.jpeg':
      return 'Images are read from a folder with a folder a class.'
    default:
      return `Files that end in ${tableEndings.join(', ')} or .npz are read, folders of IDX files, and folders with a folder of images a class.`
  }
}

/**
 * Reads a file as a table, in the form that its name's ending tells.
 *
 * @param isRead - whether a column is read; one that is not may hold what no table does
 */
export const readTable = async (
  file: string,
  isRead: (column: string) => boolean = () => true,
): Promise<E.Either<DataError, Table>> => {
  const ending = extname(file).toLowerCase()
  switch (ending) {
    case '.csv':
    case '.tsv':
    case '.txt':
      return readDelimited(file)
    case '.jsonl':
    case '.ndjson':
    case '.json':
      return readJson(file, isRead)
    case '.parquet':
      return readParquet(file, isRead)
    case '.npy': {
      const arrays = await readNpy(file)
      if (E.isLeft(arrays)) return arrays
      const [only] = arrays.right
      return only === undefined
        ? E.left(badData(file, 'holds no array.'))
        : tableOfArray(file, only)
    }
    default:
      return E.left(
        badData(
          file,
          `is of no form that is read: ${ending === '' ? 'its name has no ending' : `it ends in ${ending}`}. ${adviceOn(ending)}`,
        ),
      )
  }
}
