import * as E from 'fp-ts/lib/Either.js'
import { type DataProblem, dataProblem, refuse } from './DataError.ts'
import { extensionOf } from './DataFile.ts'
import { fileReaders } from './fileReaders.ts'
import { imageEndings } from './images/imageNames.ts'
import { parseWhole } from './table/readDelimited.ts'

/** The data sets that are known by name. */
export const dataSetNames = ['mnist', 'fashion-mnist'] as const

/** What stands right in a folder, by name. */
export interface FolderEntries {
  readonly files: ReadonlyArray<string>
  readonly folders: ReadonlyArray<string>
  /** What is neither: links that lead nowhere, pipes, devices. */
  readonly others: ReadonlyArray<string>
}

/** The forms of folders that are read. */
export type FolderFormName = 'idx' | 'images'

interface FolderForm {
  /** Such a folder, for a person, after `a folder` or `folders`. */
  readonly name: string
  /** What such a folder holds, for a person. */
  readonly holds: string
  readonly recognizes: (entries: FolderEntries) => boolean
}

/** Whether a file is an IDX file by its name, such as train-images-idx3-ubyte.gz. */
const isIdx = (name: string): boolean => /[-.]idx\d-ubyte(?:\.gz)?$/.test(name)

/** Whether a folder holds IDX files. */
export const isIdxFolder = ({ files }: FolderEntries): boolean => files.some(isIdx)

/** The forms of folders that are read, in the order in which a folder is taken for one of them. */
const folderForms: Readonly<Record<FolderFormName, FolderForm>> = {
  idx: {
    name: 'of IDX files',
    holds: 'IDX files (as MNIST has)',
    recognizes: isIdxFolder,
  },
  images: {
    name: 'with a folder of images a class',
    holds: 'a folder of images for each class',
    recognizes: ({ folders }) => folders.length > 0,
  },
}

const alternatives = (texts: ReadonlyArray<string>): string =>
  `${texts.slice(0, -1).join(', ')} or ${texts.at(-1) ?? ''}`

const forms = fileReaders(parseWhole)

const extensionsOf = (isTable: boolean): ReadonlyArray<string> =>
  forms
    .filter(({ readTable }) => (readTable !== undefined) === isTable)
    .flatMap(({ extensions }) => extensions)

const folderNames = Object.values(folderForms).map(({ name }) => name)

/** What data is read from, for a help text: names, files by their endings, and folders. */
export const describeSources = (): string =>
  [
    ...dataSetNames,
    `a table (${extensionsOf(true).join(' ')})`,
    `arrays (${extensionsOf(false).join(' ')})`,
    alternatives(folderNames.map((name) => `a folder ${name}`)),
  ].join(', ')

/** What data is read from, in a few words. */
export const describeSourcesBriefly = (): string =>
  `${dataSetNames.join(', ')}, a file, or a folder`

/** What to do with a file of an ending that is not read. */
const adviceOn = (extension: string): string => {
  switch (extension) {
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
    default:
      if (imageEndings.includes(extension))
        return 'Images are read from a folder with a folder a class.'
      return `Files that end in ${alternatives([...extensionsOf(true), ...extensionsOf(false)])} are read, ${folderNames.map((name) => `folders ${name}`).join(', and ')}. What another file is, say by --form.`
  }
}

/** A file of a form that is not read. */
export const unknownFile = (file: string): DataProblem => {
  const extension = extensionOf(file)
  return dataProblem(
    `is of no form that is read: ${extension === '' ? 'its name has no ending' : `it ends in ${extension}`}. ${adviceOn(extension)}`,
  )
}

/** The form of a folder, by what stands in it. */
export const folderFormOf = (entries: FolderEntries): E.Either<DataProblem, FolderFormName> => {
  if (folderForms.idx.recognizes(entries)) return E.right('idx')
  if (folderForms.images.recognizes(entries)) return E.right('images')
  const holds = Object.values(folderForms).map((form) => form.holds)
  return refuse(`is a folder with neither ${holds.join(' nor ')}. Give such a folder, or a file.`)
}
