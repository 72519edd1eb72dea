import { createHash, randomBytes } from 'node:crypto'
import { mkdir, readdir, rm, stat } from 'node:fs/promises'
import { hostname } from 'node:os'
import { basename, join } from 'node:path'
import { isAlive } from '../process/isAlive.ts'
import { type EnginePaths } from './EnginePaths.ts'

const mark = '.staging-'

/** Machines and containers may share a cache, but not their process ids. */
const host = (): string => createHash('sha256').update(hostname()).digest('hex').slice(0, 8)

/** A new folder beside an engine's home, in which it is made before it is moved there whole. */
export const newStaging = async ({ engines, home }: EnginePaths): Promise<string> => {
  const folder = join(
    engines,
    `${basename(home)}${mark}${host()}-${process.pid}-${randomBytes(4).toString('hex')}`,
  )
  await mkdir(folder, { recursive: true })
  return folder
}

const day = 24 * 60 * 60 * 1000

const isStale = async (folder: string, owner: string): Promise<boolean> => {
  const [on, pid] = owner.split('-')
  if (on === host()) return !isAlive(Number(pid))
  // Nobody here can tell whether another machine's process lives, but no set-up takes a day.
  return stat(folder).then(
    ({ mtimeMs }) => Date.now() - mtimeMs > day,
    () => false,
  )
}

/** Removes what set-ups that were killed have left. */
export const cleanStaging = async ({ engines }: EnginePaths): Promise<void> => {
  for (const name of await readdir(engines).catch(() => [])) {
    const owner = name.split(mark)[1]
    const folder = join(engines, name)
    if (owner !== undefined && (await isStale(folder, owner))) await removeStaging(folder)
  }
}

/** Removes a staging folder, as far as it can be: what stays is removed by a later set-up. */
export const removeStaging = (folder: string): Promise<void> =>
  rm(folder, { recursive: true, force: true, maxRetries: 3 }).catch(() => undefined)
