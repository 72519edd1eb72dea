import { readdir } from 'node:fs/promises'
import { basename, extname, join } from 'node:path'

const endings = new Set(['.png', '.jpg', '.jpeg'])

/** Whether a file is an image by its name; hidden files are none. */
export const isImage = (file: string): boolean =>
  endings.has(extname(file).toLowerCase()) && !basename(file).startsWith('.')

/** The images right in a folder, in order of their names. */
export const imagesIn = async (folder: string): Promise<ReadonlyArray<string>> =>
  (await readdir(folder))
    .filter(isImage)
    .sort()
    .map((name) => join(folder, name))

/** The folders in a folder, in order of their names; hidden ones left out. */
export const foldersIn = async (folder: string): Promise<ReadonlyArray<string>> =>
  (await readdir(folder, { withFileTypes: true }))
    .filter((entry) => entry.isDirectory() && !entry.name.startsWith('.'))
    .map(({ name }) => name)
    .sort()
