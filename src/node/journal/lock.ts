import * as E from 'fp-ts/lib/Either.js'
import { linkSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { hostname } from 'node:os'
import { readRegularText } from '../files/index.ts'
import { isAlive } from '../process/isAlive.ts'
import { errorCode } from '../process/errorCode.ts'
import { startTimeOf } from '../process/startTimeOf.ts'
import { type JournalError, journalLocked, journalNotWritten } from './JournalError.ts'

/** A lock that is held. */
export interface Lock {
  readonly release: () => void
}

/** Bytes that a lock file may have. */
const limit = 10_000

/** What a lock file says; `undefined` where there is none. */
const textOf = (file: string): string | undefined => {
  const read = readRegularText(file, { limit })
  return E.isRight(read) ? read.right : undefined
}

interface Holder {
  readonly pid: number
  readonly host: string
}

/** The process that a lock names, where it still runs as far as can be told. */
const holderOf = (text: string): Holder | undefined => {
  const [first = '', host = '', start = ''] = text.trim().split(' ')
  const pid = Number(first)
  if (!Number.isInteger(pid) || pid <= 0) return undefined
  // A process of another machine cannot be asked; its lock is respected.
  if (host !== hostname()) return { pid, host }
  // A later process may have the number of a dead one: then it began at another time.
  const another = start !== '' && startTimeOf(pid) !== start
  return isAlive(pid) && !another ? { pid, host } : undefined
}

/** What gives the locks back that this process holds. */
const held = new Set<() => void>()

const releaseAll = (): void => {
  for (const release of held) release()
}

/** A lock that is given back also where the process is ended before its work is. */
const hold = (remove: () => void): Lock => {
  const release = (): void => {
    held.delete(release)
    if (held.size === 0) process.off('exit', releaseAll)
    remove()
  }
  if (held.size === 0) process.on('exit', releaseAll)
  held.add(release)
  return { release }
}

/**
 * Takes the writer's lock of a journal: a file beside it that names the process. It appears whole or
 * not at all, by a link. A lock whose process has died is taken over, by one taker only: the dead
 * lock is moved aside first, and put back where it turns out to be another's that has just come.
 */
export const takeLock = (
  path: string,
  notWritten: (path: string, error: unknown) => JournalError = journalNotWritten,
): E.Either<JournalError, Lock> => {
  const file = `${path}.lock`
  const mine = `${file}-${process.pid}-${performance.now()}`
  const aside = `${mine}-dead`
  const text = `${process.pid} ${hostname()} ${startTimeOf(process.pid)}\n`
  const remove = (): void => {
    if (textOf(file) === text) rmSync(file, { force: true })
  }
  const locked = ({ pid, host }: Holder) => E.left(journalLocked(path, pid, host))
  try {
    writeFileSync(mine, text)
    for (let tries = 0; tries < 10; tries++)
      try {
        linkSync(mine, file)
        return E.right(hold(remove))
      } catch (error) {
        if (errorCode(error) !== 'EEXIST') throw error
        const found = textOf(file)
        if (found === undefined) continue
        const holder = holderOf(found)
        if (holder !== undefined) return locked(holder)
        try {
          renameSync(file, aside)
        } catch {
          continue
        }
        const moved = textOf(aside)
        if (moved !== found) linkSync(aside, file)
      }
    return locked({ pid: 0, host: hostname() })
  } catch (error) {
    return E.left(notWritten(path, error))
  } finally {
    rmSync(mine, { force: true })
    rmSync(aside, { force: true })
  }
}
