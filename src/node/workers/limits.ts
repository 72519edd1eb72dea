import { outOfMemory, timedOut } from '../../core.ts'
import { residentMemory } from './residentMemory.ts'
import { type WorkerProcess } from './WorkerProcess.ts'

/** What a training may take. */
export interface TrainingLimits {
  /** Seconds that a training may take, the worker's start included. */
  readonly timeLimit?: number | undefined
  /** Megabytes that a worker may hold. */
  readonly memoryLimit?: number | undefined
}

const memoryMilliseconds = 250

/** Ends a worker after so many seconds; gives what stops the watch. */
const limitTime = (worker: WorkerProcess, seconds: number): (() => void) => {
  const timer = setTimeout(() => {
    worker.kill(timedOut(seconds))
  }, seconds * 1000)
  return () => {
    clearTimeout(timer)
  }
}

/** Ends a worker that holds more than so many megabytes; gives what stops the watch. */
const limitMemory = (worker: WorkerProcess, pid: number, limit: number): (() => void) => {
  const timer = setInterval(() => {
    void residentMemory(pid).then((bytes) => {
      const megabytes = Math.round((bytes ?? 0) / 1e6)
      if (megabytes > limit) worker.kill(outOfMemory(megabytes, limit))
    })
  }, memoryMilliseconds)
  return () => {
    clearInterval(timer)
  }
}

/** Ends a worker whose training breaks a limit; gives what stops the watch. */
export const watchLimits = (
  worker: WorkerProcess,
  { timeLimit, memoryLimit }: TrainingLimits,
): (() => void) => {
  const unwatch = [
    ...(timeLimit === undefined ? [] : [limitTime(worker, timeLimit)]),
    ...(memoryLimit === undefined || worker.pid === undefined
      ? []
      : [limitMemory(worker, worker.pid, memoryLimit)]),
  ]
  return () => {
    for (const stop of unwatch) stop()
  }
}

/** Ends a worker that holds so many megabytes more than after its first child; says whether it did. */
export const retireGrown =
  (growthLimit: number) =>
  (worker: WorkerProcess): boolean => {
    const megabytes = worker.growth() / 1e6
    if (megabytes <= growthLimit) return false
    worker.kill(outOfMemory(Math.round(megabytes), growthLimit))
    return true
  }
