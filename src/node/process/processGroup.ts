import { type ChildProcess } from 'node:child_process'

const graceMilliseconds = 500

const living = new Set<number>()

const signalGroup = (pid: number, signal: NodeJS.Signals): void => {
  try {
    process.kill(process.platform === 'win32' ? pid : -pid, signal)
  } catch {
    // It is gone already.
  }
}

const killAll = (): void => {
  for (const pid of living) signalGroup(pid, 'SIGKILL')
}

/** A process that leads a group of its own, and everything it has started. */
export interface ProcessGroup {
  /** Asks the group to stop, and half a second later ends what is left of it. */
  readonly stop: () => void
  /** Ends the group at once. */
  readonly kill: () => void
}

/**
 * Watches over the group of a process that was started detached: no part of it outlives its leader
 * by more than a moment, nor this process where it can still act.
 */
export const processGroup = (leader: ChildProcess): ProcessGroup => {
  const { pid } = leader
  if (pid === undefined) return { stop: () => undefined, kill: () => undefined }
  let grace: NodeJS.Timeout | undefined
  const signal = (name: NodeJS.Signals): void => {
    // The number of one that is gone may be another's.
    if (living.has(pid)) signalGroup(pid, name)
  }
  if (living.size === 0) process.on('exit', killAll)
  living.add(pid)
  leader.once('exit', () => {
    clearTimeout(grace)
    signal('SIGKILL')
    living.delete(pid)
    if (living.size === 0) process.off('exit', killAll)
  })
  return {
    stop: () => {
      if (!living.has(pid)) return
      signal('SIGTERM')
      grace ??= setTimeout(() => {
        signal('SIGKILL')
      }, graceMilliseconds)
    },
    kill: () => {
      signal('SIGKILL')
    },
  }
}
