import { type TrainingError } from '../../core.ts'
import { type WorkerProcess } from './WorkerProcess.ts'

/** Warm processes of which at most so many train at the same time. */
export interface WorkerPool {
  /** Calls back with a worker as soon as one may begin; gives what withdraws the request. */
  readonly request: (begin: (worker: WorkerProcess) => void) => () => void
  /** Takes back a worker whose training is over. */
  readonly giveBack: (worker: WorkerProcess) => void
  /** Ends every worker for a reason; resolves when no process is left. */
  readonly close: (reason: TrainingError) => Promise<void>
  /** Process ids of the workers that are up. */
  readonly pids: () => ReadonlyArray<number>
}

/** What a pool is made of. */
export interface WorkerPoolOptions {
  readonly start: () => WorkerProcess
  /** Workers that train at the same time. */
  readonly size: number
  /** Whether a worker whose training is over shall be replaced. It is ended then. */
  readonly retire: (worker: WorkerProcess) => boolean
}

/** A pool of workers, started as they are needed. One that has ended is replaced at once, so that the next child finds it warm. */
export const workerPool = ({ start, size, retire }: WorkerPoolOptions): WorkerPool => {
  const all = new Set<WorkerProcess>()
  const idle: Array<WorkerProcess> = []
  const waiting = new Set<() => void>()
  let busy = 0
  let closed = false

  const startOne = (): WorkerProcess => {
    const worker = start()
    all.add(worker)
    void worker.gone.then(() => all.delete(worker))
    return worker
  }
  const take = (): WorkerProcess => {
    for (let worker = idle.pop(); worker !== undefined; worker = idle.pop())
      if (worker.isAlive()) return worker
    return startOne()
  }
  const beginWaiting = (): void => {
    for (const begin of waiting) {
      if (busy >= size || closed) return
      waiting.delete(begin)
      busy += 1
      begin()
    }
  }

  return {
    request: (use) => {
      const begin = (): void => {
        use(take())
      }
      waiting.add(begin)
      beginWaiting()
      return () => {
        waiting.delete(begin)
      }
    },
    giveBack: (worker) => {
      busy -= 1
      if (worker.isAlive() && !retire(worker)) idle.push(worker)
      // A module that cannot be loaded would not be by another process either.
      else if (worker.isReady() && !closed) idle.push(startOne())
      beginWaiting()
    },
    close: async (reason) => {
      closed = true
      const left = [...all]
      for (const worker of left) worker.kill(reason)
      await Promise.all(left.map(({ gone }) => gone))
    },
    pids: () => [...all].flatMap(({ pid }) => (pid === undefined ? [] : [pid])),
  }
}
