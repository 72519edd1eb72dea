import * as E from 'fp-ts/lib/Either.js'
import { linkSync, readFileSync, rmSync, unlinkSync, writeFileSync } from 'node:fs'
import { hostname } from 'node:os'
import { isAlive } from '../process/alive.ts'
import { type JournalError, journalLocked, journalNotWritten } from './JournalError.ts'

/** A lock that is held. */
export interface Lock {
  readonly release: () => void
}

const errorCode = (error: unknown): unknown =>
  error instanceof Error && 'code' in error ? error.code : undefined

/** The process that a lock file names, where it is of this machine and still runs. */
const holder = (file: string): number | undefined => {
  try {
    const [pid = '', host = ''] = readFileSync(file, 'utf8').split(' ')
    const id = Number(pid)
    // A process of another machine cannot be asked; its lock is respected.
    return Number.isInteger(id) && id > 0 && (host.trim() !== hostname() || isAlive(id))
      ? id
      : undefined
  } catch {
    return undefined
  }
}

/**
 * Takes the writer's lock of a journal: a file beside it that names the process. It appears whole or
 * not at all, by a link. A lock whose process has died is taken over.
 */
export const takeLock = (path: string): E.Either<JournalError, Lock> => {
  const file = `${path}.lock`
  const mine = `${file}-${process.pid}-${performance.now()}`
  try {
    writeFileSync(mine, `${process.pid} ${hostname()}\n`)
    for (let tries = 0; tries < 3; tries++)
      try {
        linkSync(mine, file)
        return E.right({
          release: () => {
            rmSync(file, { force: true })
          },
        })
      } catch (error) {
        if (errorCode(error) !== 'EEXIST') throw error
        const pid = holder(file)
        if (pid !== undefined) return E.left(journalLocked(path, pid))
        rmSync(file, { force: true })
      }
    return E.left(journalLocked(path, holder(file) ?? 0))
  } catch (error) {
    return E.left(journalNotWritten(path, error))
  } finally {
    try {
      unlinkSync(mine)
    } catch {
      // It was not made.
    }
  }
}
