import { constants, openSync } from 'node:fs'

/**
 * Opens a file that is not there yet, to write it.
 *
 * @throws where there is anything of its name, or where it cannot be made
 */
export const openNewFile = (path: string): number => openSync(path, 'wx')

/**
 * Opens a folder itself, whose entries can then be forced to the disk.
 *
 * @throws where it is none, or the system opens none
 */
export const openFolder = (path: string): number =>
  openSync(path, constants.O_RDONLY | constants.O_DIRECTORY)
