import * as E from 'fp-ts/lib/Either.js'
import { type ChildProcess, fork } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { crashed, trainerFailed, type TrainingError } from '../../index.ts'
import { lastWords } from '../process/runTool.ts'
import { FromWorker, type ToWorker } from './protocol.ts'

/** Who listens to a worker while it trains a child. */
export interface JobListener {
  readonly said: (said: unknown) => void
  /** The training is over: well, or for a reason. */
  readonly over: (reason?: TrainingError) => void
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

const start = (environment: Readonly<Record<string, string>>): ChildProcess => {
  // From TypeScript sources, in this package's own tests, the child needs their loader too.
  const fromSource = import.meta.url.endsWith('.ts')
  const main = new URL(fromSource ? './worker-main.ts' : './worker-main.js', import.meta.url)
  return fork(fileURLToPath(main), [], {
    execArgv: fromSource ? ['--import', 'tsx'] : [],
    env: { ...process.env, ...environment },
    serialization: 'advanced',
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  })
}

/** Starts a worker process. It is told what to train as soon as it is started, and trains when it is ready. */
export const startWorker = ({ module, options, environment }: WorkerOptions): WorkerProcess => {
  const child = start(environment)
  let words = ''
  let alive = true
  let ready = false
  let heldFirst: number | undefined
  let heldLast = 0
  let jobs = 0
  let current: JobListener | undefined
  let killedFor: TrainingError | undefined
  let graceTimer: NodeJS.Timeout | undefined

  const end = (reason?: TrainingError): void => {
    clearTimeout(graceTimer)
    const listener = current
    current = undefined
    listener?.over(reason)
  }
  const hold = (held: number): void => {
    heldFirst ??= held
    heldLast = held
  }
  const send = (message: ToWorker): void => {
    // A process that dies meanwhile is told of by its exit.
    if (child.connected) child.send(message, () => undefined)
  }
  const kill = (reason: TrainingError): void => {
    killedFor ??= reason
    alive = false
    child.kill('SIGKILL')
  }
  const hear = (chunk: Buffer): void => {
    words = (words + chunk.toString('utf8')).slice(-4000)
  }

  const gone = new Promise<void>((resolve) => {
    const onGone = (how: string): void => {
      alive = false
      const said = lastWords(words, 2)
      end(killedFor ?? crashed(said === '' ? how : `${how}; it said: ${said}`))
      resolve()
    }
    child.on('error', (error) => {
      onGone(error.message)
    })
    child.on('close', (code, signal) => {
      onGone(signal === null ? `exit status ${code ?? 'unknown'}` : `signal ${signal}`)
    })
  })
  child.stdout?.on('data', () => undefined)
  child.stderr?.on('data', hear)
  child.on('message', (raw) => {
    const message = FromWorker.decode(raw)
    if (E.isLeft(message)) {
      kill(crashed('it spoke nonsense'))
      return
    }
    const heard = message.right
    switch (heard._tag) {
      case 'Ready':
        ready = true
        break
      case 'LoadFailed':
        kill(trainerFailed(heard.message))
        break
      case 'Said':
        if (heard.id === jobs) current?.said(heard.said)
        break
      case 'Done':
        hold(heard.held)
        if (heard.id === jobs) end()
        break
      case 'Failed':
        hold(heard.held)
        if (heard.id === jobs) end(heard.reason)
        break
    }
  })
  send({ _tag: 'Load', module, options })

  return {
    pid: child.pid,
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
    growth: () => heldLast - (heldFirst ?? heldLast),
    gone,
  }
}
