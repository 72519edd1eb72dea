import { type Dirent } from 'node:fs'
import { readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { type FolderEntries } from '../../data/index.ts'

/** What systems put into folders of images themselves. */
const ofTheSystem = new Set(['Thumbs.db', 'desktop.ini', '__MACOSX'])

const isHidden = (name: string): boolean => name.startsWith('.') || ofTheSystem.has(name)

type Kind = keyof FolderEntries

const kindOf = (found: Pick<Dirent, 'isFile' | 'isDirectory'>): Kind =>
  found.isFile() ? 'files' : found.isDirectory() ? 'folders' : 'others'

/** What an entry is, or what the link leads to that it is. */
const kindOfEntry = async (folder: string, entry: Dirent): Promise<Kind> => {
  if (!entry.isSymbolicLink()) return kindOf(entry)
  try {
    return kindOf(await stat(join(folder, entry.name)))
  } catch {
    return 'others'
  }
}

/** What stands right in a folder, in order of names; what is hidden left out, links followed. */
export const listFolder = async (folder: string): Promise<FolderEntries> => {
  const entries: Record<Kind, Array<string>> = { files: [], folders: [], others: [] }
  for (const entry of await readdir(folder, { withFileTypes: true }))
    if (!isHidden(entry.name)) entries[await kindOfEntry(folder, entry)].push(entry.name)
  for (const names of Object.values(entries)) names.sort()
  return entries
}
