import { extensionOf } from '../DataFile.ts'

/** The endings of images that are read. */
export const imageEndings: ReadonlyArray<string> = [
  ...['.png', '.jpg', '.jpeg', '.jfif', '.webp', '.gif', '.tif', '.tiff', '.avif', '.bmp'],
]

/** The kinds of images that are read, for a person. */
export const imageKinds = 'PNG, JPEG, WebP, GIF, TIFF, AVIF or BMP'

/** Whether a file is an image by its name. */
export const isImageName = (file: string): boolean => {
  const ending = extensionOf(file)
  return imageEndings.some((known) => known === ending)
}

/** The parts of a data set, those that are learned from first. */
export type PartName = 'train' | 'validation' | 'test'

const partNames: Readonly<Record<PartName, ReadonlyArray<string>>> = {
  train: ['train', 'training'],
  validation: ['val', 'valid', 'validation', 'dev'],
  test: ['test', 'testing'],
}

/** The part that a folder holds by its name; `undefined` for any other name. */
export const partOfName = (folder: string): PartName | undefined => {
  const name = folder.toLowerCase()
  return (['train', 'validation', 'test'] as const).find((part) => partNames[part].includes(name))
}
