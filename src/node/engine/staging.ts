import { rm } from 'node:fs/promises'
import { basename } from 'node:path'
import { makeFolder } from '../files/index.ts'
import { newOwnedFolder, removeAbandoned } from '../process/ownedFolder.ts'
import { type EnginePaths } from './EnginePaths.ts'

const mark = '.staging-'

/** A new folder beside an engine's home, in which it is made before it is moved there whole. */
export const newStaging = ({ engines, home }: EnginePaths): string => {
  makeFolder(engines)
  return newOwnedFolder(engines, `${basename(home)}${mark}`)
}

/** Removes what set-ups that were killed have left; none takes a day. */
export const cleanStaging = ({ engines, home }: EnginePaths): void => {
  removeAbandoned(engines, `${basename(home)}${mark}`, 1)
}

/** Removes a staging folder, as far as it can be: what stays is removed by a later set-up. */
export const removeStaging = (folder: string): Promise<void> =>
  rm(folder, { recursive: true, force: true, maxRetries: 3 }).catch(() => undefined)
