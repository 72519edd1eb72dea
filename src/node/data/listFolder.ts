import { type Dirent } from 'node:fs'
import { readdir } from 'node:fs/promises'
import { basename, extname, join } from 'node:path'
import { type FolderEntries } from '../../data/index.ts'

const namesOf = (entries: ReadonlyArray<Dirent>): ReadonlyArray<string> =>
  entries.map(({ name }) => name).sort()

/** What stands right in a folder, in order of names; hidden folders left out. */
export const listFolder = async (folder: string): Promise<FolderEntries> => {
  const entries = await readdir(folder, { withFileTypes: true })
  return {
    files: namesOf(entries.filter((entry) => !entry.isDirectory())),
    folders: namesOf(entries.filter((entry) => entry.isDirectory() && !entry.name.startsWith('.'))),
  }
}

const imageExtensions = new Set(['.png', '.jpg', '.jpeg'])

/** Whether a file is an image by its name; hidden files are none. */
export const isImage = (file: string): boolean =>
  imageExtensions.has(extname(file).toLowerCase()) && !basename(file).startsWith('.')

/** The images right in a folder, in order of their names. */
export const imagesIn = async (folder: string): Promise<ReadonlyArray<string>> =>
  (await listFolder(folder)).files.filter(isImage).map((name) => join(folder, name))
