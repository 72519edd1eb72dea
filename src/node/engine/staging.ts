import { mkdir, readdir, rm } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { randomBytes } from 'node:crypto'
import { isAlive } from '../process/alive.ts'
import { type EnginePaths } from './EnginePaths.ts'

const mark = '.staging-'

/** A new folder beside an engine's home, in which it is made before it is moved there whole. */
export const newStaging = async ({ engines, home }: EnginePaths): Promise<string> => {
  const folder = join(
    engines,
    `${basename(home)}${mark}${process.pid}-${randomBytes(4).toString('hex')}`,
  )
  await mkdir(folder, { recursive: true })
  return folder
}

/** Removes what set-ups that were killed have left. */
export const cleanStaging = async ({ engines }: EnginePaths): Promise<void> => {
  for (const name of await readdir(engines).catch(() => [])) {
    const pid = Number(name.split(mark)[1]?.split('-')[0])
    if (Number.isInteger(pid) && !isAlive(pid)) await removeStaging(join(engines, name))
  }
}

/** Removes a staging folder, as far as it can be: what stays is removed by a later set-up. */
export const removeStaging = (folder: string): Promise<void> =>
  rm(folder, { recursive: true, force: true, maxRetries: 3 }).catch(() => undefined)
