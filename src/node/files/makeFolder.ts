import { mkdirSync, statSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import { errorCode } from '../process/errorCode.ts'

const isFolder = (path: string): boolean =>
  statSync(path, { throwIfNoEntry: false })?.isDirectory() === true

/**
 * Makes a folder, and those above it that are not there. (Node's own `recursive` tries for ever in a
 * folder that takes no other, as /proc.)
 *
 * @throws where it cannot be made
 */
export const makeFolder = (folder: string): void => {
  const path = resolve(folder)
  if (isFolder(path)) return
  const above = dirname(path)
  if (above !== path) makeFolder(above)
  try {
    mkdirSync(path)
  } catch (error) {
    // Another process may have been first.
    if (isFolder(path)) return
    throw errorCode(error) === 'ENOENT'
      ? new Error(`no folder can be made in ${above}`, { cause: error })
      : error
  }
}
