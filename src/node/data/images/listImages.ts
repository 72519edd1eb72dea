import * as E from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import { join, relative } from 'node:path'
import { shown } from '../../../common/index.ts'
import {
  badData,
  type DataError,
  type DataOptions,
  dataProblem,
  imageKinds,
  inFile,
  isImageName,
  type LabelledImage,
  type LeftOut,
  namingFlag,
  type PartName,
  partOfName,
  plainText,
} from '../../../data/index.ts'
import { listFolder } from '../listFolder.ts'
import {
  type Allowance,
  allowance,
  imageTree,
  noteBelow,
  noteBeside,
  noteLeftOut,
  some,
} from './imageTree.ts'

/** The images of a data set, each with the name of its folder, which is its class. */
export interface ListedImages {
  /** Those to train on first, then those of parts that have folders of their own. */
  readonly images: ReadonlyArray<LabelledImage>
  readonly notes: ReadonlyArray<string>
  /** Folders of classes that hold no image. */
  readonly leftOut: ReadonlyArray<LeftOut>
}

type Listing = TE.TaskEither<DataError, ListedImages>

/** A folder of a class, and what of it is not read. */
interface ClassFolder {
  readonly images: ReadonlyArray<LabelledImage>
  readonly notes: ReadonlyArray<string>
  readonly others: ReadonlyArray<string>
}

const readClass = async (
  folder: string,
  label: string,
  part: PartName,
  rest: Allowance,
): Promise<ClassFolder> => {
  const { images, others } = await imageTree(folder, rest)
  return {
    images: images.map((file) => ({ file, label, part })),
    notes: noteBelow(folder, images),
    others,
  }
}

const wrongLevel = (folder: string): DataError =>
  badData(
    folder,
    `holds folders where the images of a class are looked for. Give ${folder} if its folders are the classes; training, validation and test are split off it.`,
  )

const emptyClass = (folder: string): DataError =>
  inFile(folder)(
    namingFlag({
      ...dataProblem(
        `holds no image (${imageKinds}) of its class. Add some, or remove the folder.`,
      ),
      bad: { what: ['folder without an image', 'folders without an image'], rows: [0] },
    }),
  )

/** A folder of folders of which none has an image. */
const noClasses = (root: string, folders: ReadonlyArray<string>): DataError =>
  badData(
    root,
    `holds no image (${imageKinds}) in ${folders.length === 1 ? 'its folder' : `any of its ${folders.length} folders`} (${some(folders.map((folder) => relative(root, folder)))}). Give a folder with a folder of images for each class, or a file.`,
  )

/** That a folder is of a class which another folder has too, spelled otherwise. */
const noteAlike = (name: string): string =>
  `two folders look alike, both called ${shown(plainText(name))}: their images are of one class, as the names differ only in what is not seen`

/** A folder of folders, each of a class. */
interface ClassesFolder {
  readonly folder: string
  readonly names: ReadonlyArray<string>
  readonly part: PartName
}

/** The images of classes, by the names of their folders. */
const listClasses =
  (
    root: string,
    parts: ReadonlyArray<ClassesFolder>,
    { notes, others }: Pick<ClassFolder, 'notes' | 'others'>,
    onBad: DataOptions['onBad'],
  ): Listing =>
  async () => {
    const images: Array<LabelledImage> = []
    const empty: Array<string> = []
    const told = [...notes]
    const left = [...others]
    const rest = allowance()
    const spelled = new Map<string, string>()
    for (const { folder, names, part } of parts)
      for (const name of names) {
        const own = join(folder, name)
        const label = spelled.get(plainText(name)) ?? name
        spelled.set(plainText(name), label)
        if (label !== name) told.push(noteAlike(name))
        const found = await readClass(own, label, part, rest)
        if (found.images.length === 0) empty.push(own)
        for (const image of found.images) images.push(image)
        told.push(...found.notes)
        for (const other of found.others) left.push(other)
      }
    const [first] = empty
    if (first !== undefined && images.length === 0) return E.left(noClasses(root, empty))
    if (first !== undefined && onBad !== 'drop') return E.left(emptyClass(first))
    return E.right({
      images,
      notes: [...told, ...noteLeftOut(root, left)],
      leftOut:
        first === undefined
          ? []
          : [
              {
                what: empty.length === 1 ? 'folder without an image' : 'folders without an image',
                count: empty.length,
                first: empty.slice(0, 3),
              },
            ],
    })
  }

interface Found {
  readonly folder: string
  readonly images: ReadonlyArray<string>
  readonly folders: ReadonlyArray<string>
  readonly others: ReadonlyArray<string>
}

const look = async (folder: string): Promise<Found> => {
  const { files, folders, others } = await listFolder(folder)
  const paths = (names: ReadonlyArray<string>): ReadonlyArray<string> =>
    names.map((name) => join(folder, name))
  return {
    folder,
    images: paths(files.filter(isImageName)),
    folders,
    others: [...paths(files.filter((name) => !isImageName(name))), ...paths(others)],
  }
}

/** Folders of classes in folders that are named after the parts of a data set, as `train` and `test`. */
const listParts = (
  root: Found,
  found: ReadonlyArray<Found & { readonly part: PartName }>,
  onBad: DataOptions['onBad'],
): Listing => {
  const parts = (['train', 'validation', 'test'] as const).flatMap((part) =>
    found.filter((one) => one.part === part),
  )
  return listClasses(
    root.folder,
    parts.map(({ folder, folders, part }) => ({ folder, names: folders, part })),
    {
      notes: noteBeside(root.folder, [...root.images, ...parts.flatMap(({ images }) => images)]),
      others: [...root.others, ...parts.flatMap(({ others }) => others)],
    },
    onBad,
  )
}

/** A folder whose own folders are the classes. */
const listPlain = (root: Found, onBad: DataOptions['onBad']): Listing =>
  listClasses(
    root.folder,
    [{ folder: root.folder, names: root.folders, part: 'train' }],
    { notes: noteBeside(root.folder, root.images), others: root.others },
    onBad,
  )

/**
 * The images of a folder with a folder a class, those in folders below a class's own included; or of
 * one with a folder a part (train, validation, test), which have a folder a class. What is left out
 * is told.
 */
export const listImages = (folder: string, onBad: DataOptions['onBad']): Listing =>
  pipe(
    TE.fromTask(() => look(folder)),
    TE.bindTo('root'),
    TE.bind('found', ({ root }) =>
      TE.fromTask(() => Promise.all(root.folders.map((name) => look(join(folder, name))))),
    ),
    TE.chain(({ root, found }) => {
      const [only, ...more] = found
      const named = root.folders.flatMap((name, i) => {
        const [part, one] = [partOfName(name), found[i]]
        return part === undefined || one === undefined ? [] : [{ ...one, part }]
      })
      const train = named.find(({ part }) => part === 'train')
      const areParts =
        named.length === found.length &&
        new Set(named.map(({ part }) => part)).size === named.length
      if (train !== undefined && train.folders.length > 0 && areParts)
        return listParts(root, named, onBad)
      // What looks like a part beside classes may be either: which, a person knows.
      const doubtful = train ?? (more.length === 0 ? only : undefined)
      return doubtful !== undefined && doubtful.images.length === 0 && doubtful.folders.length > 0
        ? TE.left(wrongLevel(doubtful.folder))
        : listPlain(root, onBad)
    }),
  )
