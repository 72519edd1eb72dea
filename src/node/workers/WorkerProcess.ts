import * as E from 'fp-ts/lib/Either.js'
import { fileURLToPath } from 'node:url'
import { crashed, trainerFailed, type TrainingError } from '../../core.ts'
import { lastLines } from '../process/lastText.ts'
import {
  type ProcessEnd,
  type ProcessOptions,
  type StartedProcess,
  startProcess,
} from '../process/startProcess.ts'
import { FromWorker, type ToWorker } from './protocol.ts'

/** Who listens to a worker while it trains a child. */
export interface JobListener {
  /** What the trainer emits; nobody has checked it yet. */
  readonly onEvent: (event: unknown) => void
  /** The training is over: well, or for a reason. */
  readonly onEnd: (reason?: TrainingError) => void
}

/** A child process that holds a trainer and trains one child at a time. */
export interface WorkerProcess {
  readonly pid: number | undefined
  readonly train: (
    job: Omit<ToWorker & { readonly _tag: 'Train' }, '_tag' | 'id'>,
    listener: JobListener,
  ) => void
  /** Asks the training under way to stop; ends the process where it does not within half a second. */
  readonly abort: () => void
  /** Ends the process at once; the training under way is over for the reason. */
  readonly kill: (reason: TrainingError) => void
  readonly isAlive: () => boolean
  /** Whether its trainer has been loaded. */
  readonly isReady: () => boolean
  /** Bytes of memory that it held after its last child beyond those after its first. */
  readonly growth: () => number
  /** Resolves when the process is gone. */
  readonly gone: Promise<void>
}

/** What a worker process is started with. */
export interface WorkerOptions {
  /** URL of the module whose default export makes the trainer. */
  readonly module: string
  /** What that function is called with: plain data. */
  readonly options: unknown
  readonly environment: Readonly<Record<string, string>>
}

const graceMilliseconds = 500

const startMain = (
  environment: Readonly<Record<string, string>>,
  onMessage: ProcessOptions['onMessage'] & {},
): StartedProcess => {
  // From TypeScript sources, in this package's own tests, the child needs their loader too.
  const fromSource = import.meta.url.endsWith('.ts')
  const main = new URL(fromSource ? './workerMain.ts' : './workerMain.js', import.meta.url)
  return startProcess(
    process.execPath,
    [...(fromSource ? ['--import', 'tsx'] : []), fileURLToPath(main)],
    // What a trainer prints on its standard output is its own affair.
    { environment: { ...process.env, ...environment }, onMessage, onOutput: () => undefined },
  )
}

const howItEnded = (end: ProcessEnd): string => {
  switch (end._tag) {
    case 'NotStarted':
      return end.error.message
    case 'Exited':
      return `exit status ${end.status}`
    case 'Killed':
      return `signal ${end.signal}`
  }
}

/** Starts a worker process. It can be given a child as soon as it is started, and trains when it is ready. */
export const startWorker = ({ module, options, environment }: WorkerOptions): WorkerProcess => {
  let alive = true
  let ready = false
  let memoryFirst: number | undefined
  let memoryLast = 0
  let jobs = 0
  let current: JobListener | undefined
  let killedFor: TrainingError | undefined
  let graceTimer: NodeJS.Timeout | undefined

  const endJob = (reason?: TrainingError): void => {
    clearTimeout(graceTimer)
    const listener = current
    current = undefined
    listener?.onEnd(reason)
  }
  const afterJob = (id: number, memory: number, reason?: TrainingError): void => {
    memoryFirst ??= memory
    memoryLast = memory
    if (id === jobs) endJob(reason)
  }
  const kill = (reason: TrainingError): void => {
    killedFor ??= reason
    alive = false
    worker.kill()
  }
  const onMessage = (raw: unknown): void => {
    const decoded = FromWorker.decode(raw)
    if (E.isLeft(decoded)) {
      kill(crashed('it sent a message that is none of a worker'))
      return
    }
    const message = decoded.right
    switch (message._tag) {
      case 'Ready':
        ready = true
        break
      case 'LoadFailed':
        kill(trainerFailed(message.message))
        break
      case 'Emitted':
        if (message.id === jobs) current?.onEvent(message.event)
        break
      case 'Done':
        afterJob(message.id, message.memory)
        break
      case 'Failed':
        afterJob(message.id, message.memory, message.reason)
        break
    }
  }
  const worker = startMain(environment, onMessage)
  const send = (message: ToWorker): void => {
    // A process that dies meanwhile is noticed by its end.
    worker.send({ ...message })
  }
  const gone = worker.ended.then((end) => {
    alive = false
    const printed = lastLines(worker.output.text(), 2)
    const how = howItEnded(end)
    endJob(killedFor ?? crashed(printed === '' ? how : `${how}; it said: ${printed}`))
  })
  send({ _tag: 'Load', module, options })

  return {
    pid: worker.pid,
    train: (job, listener) => {
      jobs += 1
      current = listener
      send({ _tag: 'Train', id: jobs, ...job })
    },
    abort: () => {
      if (current === undefined) return
      send({ _tag: 'Abort', id: jobs })
      graceTimer = setTimeout(() => {
        kill(crashed('it did not stop when asked'))
      }, graceMilliseconds)
    },
    kill,
    isAlive: () => alive,
    isReady: () => ready,
    growth: () => memoryLast - (memoryFirst ?? memoryLast),
    gone,
  }
}
