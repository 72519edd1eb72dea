import { closeSync, fdatasyncSync, fsyncSync } from 'node:fs'
import { dirname } from 'node:path'
import { openFolder } from '../files/index.ts'

/**
 * When what is written is forced to the disk: at each event, at each round's end, at most so many
 * milliseconds after it was written, or only at the end. Whatever it is, an event survives the death
 * of the process as soon as it is written; this is about the machine's.
 */
export type SyncPolicy = 'event' | 'round' | { readonly milliseconds: number } | 'end'

/** Forces what is written to a file to the disk as a policy says. */
export interface Syncing {
  /** Says that something was written, and whether it ended a round. */
  readonly written: (endsRound: boolean) => void
  readonly stop: () => void
}

/** Syncs an open file by a policy. `failed` hears of a sync that failed later than the write. */
export const syncing = (
  file: number,
  policy: SyncPolicy,
  failed: (error: unknown) => void,
): Syncing => {
  let timer: NodeJS.Timeout | undefined
  const sync = (): void => {
    fdatasyncSync(file)
  }
  return {
    written: (endsRound) => {
      if (policy === 'event' || (policy === 'round' && endsRound)) sync()
      if (typeof policy !== 'object' || timer !== undefined) return
      timer = setTimeout(() => {
        timer = undefined
        try {
          sync()
        } catch (error) {
          failed(error)
        }
      }, policy.milliseconds)
      timer.unref()
    },
    stop: () => {
      clearTimeout(timer)
    },
  }
}

/** Forces a folder's entries to the disk: else a new file may be gone after a loss of power. */
export const syncFolderOf = (path: string): void => {
  try {
    const folder = openFolder(dirname(path))
    try {
      fsyncSync(folder)
    } finally {
      closeSync(folder)
    }
  } catch {
    // Windows opens no folder; there the file system sees to it.
  }
}
