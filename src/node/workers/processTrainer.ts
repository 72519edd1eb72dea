import { Observable } from 'rxjs'
import {
  anObject,
  checkOptions,
  optional,
  positiveNumber,
  timerSeconds,
  wholeNumber,
} from '../../common/index.ts'
import {
  type Measurement,
  trainerFailed,
  type TrainingError,
  type TrainingProgress,
} from '../../core.ts'
import { type Trainer } from '../../../streams/index.ts'
import { retireGrown, type TrainingLimits, watchLimits } from './limits.ts'
import { workerPool } from './workerPool.ts'
import { startWorker } from './WorkerProcess.ts'

/** What {@link processTrainer} runs. */
export interface ProcessTrainerOptions extends TrainingLimits {
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
  /**
   * Megabytes that a worker may hold after a child beyond those after its first; default 1,000. One that holds more is replaced, and its child keeps its result.
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
export const processTrainer = <A>(how: ProcessTrainerOptions): ProcessTrainer<A> => {
  checkOptions('processTrainer()', how, {
    module: anObject('the URL of a module', ({ href }) => typeof href === 'string'),
    options: optional(anObject()),
    environment: optional(anObject()),
    workers: wholeNumber(1, 1024),
    growthLimit: optional(positiveNumber()),
    timeLimit: optional(timerSeconds),
    memoryLimit: optional(positiveNumber()),
  })
  const {
    module,
    options = {},
    workers: size,
    environment = {},
    growthLimit = 1000,
    ...limits
  } = how
  const pool = workerPool({
    start: () => startWorker({ module: module.href, options, environment }),
    size,
    retire: retireGrown(growthLimit),
  })

  const trainer: Trainer<A> = ({ architecture, budget, seed }) =>
    new Observable<TrainingProgress | Measurement>((subscriber) => {
      const withdraw = pool.request((worker) => {
        const unwatch = watchLimits(worker, limits)
        let over = false
        const onEnd = (reason?: TrainingError): void => {
          over = true
          unwatch()
          if (reason === undefined) subscriber.complete()
          else subscriber.error(reason)
          pool.giveBack(worker)
        }
        subscriber.add(() => {
          if (!over) worker.abort()
        })
        worker.train(
          { architecture, budget, seed },
          {
            // What a worker emits is checked by the operator that reads it.
            onEvent: (event) => {
              subscriber.next(event as TrainingProgress | Measurement)
            },
            onEnd,
          },
        )
      })
      return withdraw
    })

  return {
    trainer,
    close: () => pool.close(trainerFailed('The training was stopped.')),
    pids: pool.pids,
  }
}
