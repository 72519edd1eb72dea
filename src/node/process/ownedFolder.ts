import { createHash, randomBytes } from 'node:crypto'
import { lstatSync, mkdirSync, readdirSync, rmSync } from 'node:fs'
import { hostname } from 'node:os'
import { join } from 'node:path'
import { isAlive } from './isAlive.ts'
import { startTimeOf } from './startTimeOf.ts'

/** Machines and containers may share a folder, but not their process ids. */
const host = (): string => createHash('sha256').update(hostname()).digest('hex').slice(0, 8)

/**
 * A new folder whose name says which process it belongs to: what that process leaves behind, when it
 * is killed, {@link removeAbandoned} of a later one removes.
 *
 * @param prefix - what the names of all such folders begin with
 * @throws where it cannot be made
 */
export const newOwnedFolder = (parent: string, prefix: string, mode = 0o777): string => {
  const owner = [host(), process.pid, startTimeOf(process.pid), randomBytes(4).toString('hex')]
  const folder = join(parent, `${prefix}${owner.join('-')}`)
  mkdirSync(folder, { mode })
  return folder
}

const day = 24 * 60 * 60 * 1000

/** Host, process, its start where it is known, and what tells its folders apart. */
const ownerForm = /^(\w+)-(\d+)-(?:(\d*)-)?[0-9a-f]{8}$/

const isOwn = (folder: string): boolean => {
  const found = lstatSync(folder)
  return found.isDirectory() && (process.getuid === undefined || found.uid === process.getuid())
}

const isAbandoned = (folder: string, owner: string, days: number): boolean => {
  const [, on, pid, start = ''] = ownerForm.exec(owner) ?? []
  if (on === undefined) return false
  // Nobody here can tell whether another machine's process lives.
  if (on !== host()) return Date.now() - lstatSync(folder).mtimeMs > days * day
  // Another process may have the number by now.
  const isSame = start === '' || start === startTimeOf(Number(pid))
  return !(isAlive(Number(pid)) && isSame)
}

const namesIn = (parent: string): ReadonlyArray<string> => {
  try {
    return readdirSync(parent)
  } catch {
    return []
  }
}

/**
 * Removes the folders of processes that are gone; what cannot be removed stays for a later one.
 *
 * @param days - after so many those of another machine are taken for abandoned
 */
export const removeAbandoned = (parent: string, prefix: string, days: number): void => {
  for (const name of namesIn(parent)) {
    if (!name.startsWith(prefix)) continue
    const folder = join(parent, name)
    try {
      if (isOwn(folder) && isAbandoned(folder, name.slice(prefix.length), days))
        rmSync(folder, { recursive: true, force: true, maxRetries: 3 })
    } catch {
      continue
    }
  }
}
