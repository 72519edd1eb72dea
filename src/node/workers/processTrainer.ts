import { Observable, type Subscriber } from 'rxjs'
import {
  type Measurement,
  outOfMemory,
  timedOut,
  type TrainingError,
  type TrainingJob,
  type TrainingProgress,
} from '../../index.ts'
import { type Trainer } from '../../../streams/index.ts'
import { residentMemory } from './residentMemory.ts'
import { startWorker, type WorkerProcess } from './WorkerProcess.ts'

/** What {@link processTrainer} runs. */
export interface ProcessTrainerOptions {
  /**
   * URL of an ES module whose default export makes the trainer, in each worker once:
   * `(options) => trainer`, or a promise of it.
   */
  readonly module: URL
  /** What that function is called with: plain data. */
  readonly options?: unknown
  /** Processes at the same time. */
  readonly workers: number
  /** Variables of the workers' environment, such as `engineEnvironment({ threads: 1 })`. */
  readonly environment?: Readonly<Record<string, string>>
  /** Seconds that a training may take, the worker's start included. */
  readonly timeLimit?: number
  /** Megabytes that a worker may hold. */
  readonly memoryLimit?: number
  /**
   * Megabytes that a worker may hold after a child beyond those after its first; 1,000 unless told.
   * One that holds more is replaced, and its child keeps its result.
   */
  readonly growthLimit?: number
}

/** A trainer whose children are trained by worker processes. */
export interface ProcessTrainer<A> {
  readonly trainer: Trainer<A>
  /** Ends every worker; resolves when no process is left. */
  readonly close: () => Promise<void>
  /** Process ids of the workers that are up. */
  readonly pids: () => ReadonlyArray<number>
}

const watchEvery = 250

/**
 * A trainer that hands each child to one of a pool of warm processes. A worker that crashes, takes
 * too long or too much memory, or does not stop when its training is unsubscribed is ended and
 * replaced; its child is a failure and no more. One that leaks memory is replaced between two children.
 * A replacement is started at once, so that the next child finds it warm.
 *
 * @example
 * import { writeFileSync } from 'node:fs'
 * import { tmpdir } from 'node:os'
 * import { join } from 'node:path'
 * import { pathToFileURL } from 'node:url'
 * import { firstValueFrom, from } from 'rxjs'
 * import { processTrainer } from 'rxnas/node'
 *
 * const file = join(tmpdir(), `rxnas-example-${process.pid}.mjs`)
 * writeFileSync(
 *   file,
 *   'export default () => (job) => [{ accuracy: 1 - 1 / job.architecture.units }]',
 * )
 * const { trainer, close } = processTrainer<{ units: number }>({
 *   module: pathToFileURL(file),
 *   workers: 1,
 * })
 * const { signal } = new AbortController()
 * const job = { architecture: { units: 4 }, budget: {}, seed: 1, signal }
 * console.log(await firstValueFrom(from(trainer(job)))) // { accuracy: 0.75 }
 * await close()
 */
export const processTrainer = <A>({
  module,
  options = {},
  workers: limit,
  environment = {},
  timeLimit,
  memoryLimit,
  growthLimit = 1000,
}: ProcessTrainerOptions): ProcessTrainer<A> => {
  const all = new Set<WorkerProcess>()
  const idle: Array<WorkerProcess> = []
  const waiting = new Set<() => void>()
  let busy = 0
  let closed = false

  const start = (): WorkerProcess => {
    const worker = startWorker({ module: module.href, options, environment })
    all.add(worker)
    void worker.gone.then(() => all.delete(worker))
    return worker
  }

  const takeWorker = (): WorkerProcess => {
    for (let worker = idle.pop(); worker !== undefined; worker = idle.pop())
      if (worker.isAlive()) return worker
    return start()
  }

  /** Takes back a worker whose training is over, or puts one in its place. */
  const giveBack = (worker: WorkerProcess): void => {
    const grown = worker.growth() / 1e6
    if (worker.isAlive() && grown > growthLimit)
      worker.kill(outOfMemory(Math.round(grown), growthLimit))
    if (worker.isAlive()) idle.push(worker)
    // A module that cannot be loaded would not be by another process either.
    else if (worker.isReady() && !closed) idle.push(start())
  }

  const next = (): void => {
    for (const begin of waiting) {
      if (busy >= limit || closed) return
      waiting.delete(begin)
      busy += 1
      begin()
    }
  }

  /** Ends a worker that breaks a limit; gives what stops the watch. */
  const watch = (worker: WorkerProcess): (() => void) => {
    const timer =
      timeLimit === undefined
        ? undefined
        : setTimeout(() => {
            worker.kill(timedOut(timeLimit))
          }, timeLimit * 1000)
    const { pid } = worker
    const poll =
      memoryLimit === undefined || pid === undefined
        ? undefined
        : setInterval(() => {
            void residentMemory(pid).then((bytes) => {
              const megabytes = Math.round((bytes ?? 0) / 1e6)
              if (megabytes > memoryLimit) worker.kill(outOfMemory(megabytes, memoryLimit))
            })
          }, watchEvery)
    return () => {
      clearTimeout(timer)
      clearInterval(poll)
    }
  }

  const run = (
    { architecture, budget, seed }: TrainingJob<A>,
    subscriber: Subscriber<TrainingProgress | Measurement>,
  ): void => {
    const worker = takeWorker()
    const unwatch = watch(worker)
    let over = false
    const end = (reason?: TrainingError): void => {
      over = true
      unwatch()
      busy -= 1
      giveBack(worker)
      if (reason === undefined) subscriber.complete()
      else subscriber.error(reason)
      next()
    }
    subscriber.add(() => {
      if (!over) worker.abort()
    })
    worker.train(
      { architecture, budget, seed },
      {
        // What a worker says is checked by the operator that reads it.
        said: (said) => {
          subscriber.next(said as TrainingProgress | Measurement)
        },
        over: end,
      },
    )
  }

  return {
    trainer: (job) =>
      new Observable((subscriber) => {
        const begin = (): void => {
          run(job, subscriber)
        }
        waiting.add(begin)
        subscriber.add(() => waiting.delete(begin))
        next()
      }),
    close: async () => {
      closed = true
      const left = [...all]
      for (const worker of left) worker.kill(timedOut(0))
      await Promise.all(left.map(({ gone }) => gone))
    },
    pids: () => [...all].flatMap(({ pid }) => (pid === undefined ? [] : [pid])),
  }
}
