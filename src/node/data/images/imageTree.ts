import { realpath } from 'node:fs/promises'
import { basename, dirname, join, relative } from 'node:path'
import { counted } from '../../../common/index.ts'
import { extensionOf, imageKinds, isImageName } from '../../../data/index.ts'
import { listFolder } from '../listFolder.ts'

/** The images of a folder and of those below it, and what else is there. */
export interface ImageTree {
  /** Those right in the folder first, in order of names. */
  readonly images: ReadonlyArray<string>
  /** What is no image by its name, no file, or a folder that leads back to one above it. */
  readonly others: ReadonlyArray<string>
}

/** What is no image, of a folder and all below it, is looked at up to this number. */
const mostOthers = 20_000

/** A folder that holds too much else to be one of images, as one of a whole system does. */
export class NoImageFolder extends Error {
  constructor() {
    super(
      `holds more than ${mostOthers} files and folders that are no images (${imageKinds}), so it is no folder of images. Give the folder whose folders are the classes.`,
    )
  }
}

/** How much else may still be found. */
export interface Allowance {
  left: number
}

/** What else may be found below a folder. */
export const allowance = (): Allowance => ({ left: mostOthers })

/**
 * Looks for images in a folder and all below it. Links are followed, but not back to a folder above.
 *
 * @param rest - what may still be found that is no image
 * @param above - the real paths of the folders above it
 * @throws NoImageFolder where more is found
 */
export const imageTree = async (
  folder: string,
  rest: Allowance = allowance(),
  above: ReadonlyArray<string> = [],
): Promise<ImageTree> => {
  const real = await realpath(folder)
  if (above.includes(real)) return { images: [], others: [folder] }
  const { files, folders, others } = await listFolder(folder)
  rest.left -= folders.length + others.length + files.filter((name) => !isImageName(name)).length
  if (rest.left < 0) throw new NoImageFolder()
  const paths = (names: ReadonlyArray<string>): ReadonlyArray<string> =>
    names.map((name) => join(folder, name))
  const images = [...paths(files.filter(isImageName))]
  const left = [...paths(files.filter((name) => !isImageName(name))), ...paths(others)]
  for (const name of folders) {
    const below = await imageTree(join(folder, name), rest, [...above, real])
    for (const image of below.images) images.push(image)
    for (const other of below.others) left.push(other)
  }
  return { images, others: left }
}

const mostNamed = 3

/** The first of some names, and how many more there are. */
export const some = (names: ReadonlyArray<string>): string =>
  `${names.slice(0, mostNamed).join(', ')}${names.length > mostNamed ? ` and ${names.length - mostNamed} more` : ''}`

/** What is told of images in folders below a class's own; nothing where there are none. */
export const noteBelow = (folder: string, images: ReadonlyArray<string>): ReadonlyArray<string> => {
  const below = images.filter((image) => dirname(image) !== folder)
  if (below.length === 0) return []
  const folders = [...new Set(below.map((image) => relative(folder, dirname(image))))]
  const name = basename(folder)
  return [
    `${counted(below.length, 'image')} in folders below ${name} (${some(folders)}) ${below.length === 1 ? 'is' : 'are'} read as of the class ${name}`,
  ]
}

/** What is told of images in folders below one whose own images are read; nothing where there are none. */
export const noteAlso = (folder: string, images: ReadonlyArray<string>): ReadonlyArray<string> => {
  const below = images.filter((image) => dirname(image) !== folder)
  const folders = [...new Set(below.map((image) => relative(folder, dirname(image))))]
  return below.length === 0
    ? []
    : [
        `${counted(below.length, 'image')} in folders below (${some(folders)}) ${below.length === 1 ? 'is' : 'are'} read too`,
      ]
}

/** What is told of what is left out, by the endings of names; nothing where nothing is. */
export const noteLeftOut = (root: string, others: ReadonlyArray<string>): ReadonlyArray<string> => {
  const endings = [...new Set(others.map(extensionOf))]
  const parts = endings.map((ending) => {
    const paths = others.filter((path) => extensionOf(path) === ending)
    return `${paths.length} ${ending === '' ? 'without an ending' : `of ${ending}`} (${some(paths.map((path) => relative(root, path)))})`
  })
  return parts.length === 0
    ? []
    : [`left out, as they are no images that are read: ${parts.join('; ')}`]
}

/** What is told of images that lie beside the folders of classes. */
export const noteBeside = (root: string, images: ReadonlyArray<string>): ReadonlyArray<string> =>
  images.length === 0
    ? []
    : [
        `left out, as ${images.length === 1 ? 'it lies' : 'they lie'} in no folder of a class: ${counted(images.length, 'image')} (${some(images.map((path) => relative(root, path)))})`,
      ]
