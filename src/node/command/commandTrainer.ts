import * as E from 'fp-ts/lib/Either.js'
import { spawn } from 'node:child_process'
import { Observable } from 'rxjs'
import {
  codec,
  crashed,
  decisionsOf,
  type Json,
  type Measurement,
  type SearchSpace,
  timedOut,
  trainerFailed,
  type TrainingError,
  type TrainingProgress,
} from '../../index.ts'
import { named, type Trainer } from '../../../streams/index.ts'
import { lastWords } from '../process/runTool.ts'
import { commandLine, type Told } from './commandLine.ts'
import { lines } from './lines.ts'
import { type Line, metricsOf, progressOf, readLine } from './output.ts'
import { processGroup } from './processGroup.ts'

/** What {@link commandTrainer} runs. */
export interface CommandTrainerOptions {
  /**
   * A line for the shell, or a program and its arguments. `{architecture}`, `{decisions}`,
   * `{budget}` and `{seed}` in it are replaced by JSON, which is quoted for the shell (on Windows
   * give a list).
   */
  readonly command: string | readonly [string, ...ReadonlyArray<string>]
  /** The folder it runs in; this process's unless told. */
  readonly cwd?: string
  /** Variables beside those of this process. */
  readonly environment?: Readonly<Record<string, string>>
  /** Seconds that a training may take. */
  readonly timeLimit?: number
}

/** The longest that a timer can wait: 2^31 - 1 milliseconds, in whole seconds. */
const longestTimer = 2_147_483

/** A command that has ended is waited for so long where something still holds its output. */
const outputMilliseconds = 1000

/**
 * A trainer that is any command: a script in Python, a job on another machine. One process trains
 * one child. It reads one JSON line from its standard input,
 * `{"architecture": …, "decisions": [{"path", "option", "of"}, …], "budget": …, "seed": …}`, or has
 * these in its arguments. What it prints that is a JSON object is heard: a line with a `step` is
 * progress, and the last line is the metrics. Other lines are its own affair.
 *
 * A status other than 0 is a `TrainerFailed` with its last words, a signal is `Crashed`, more than
 * `timeLimit` is `TimedOut`, and no metrics or a NaN is `BadMetrics`. A training that is
 * unsubscribed, aborted or over time is ended with everything it has started: by SIGTERM, and half
 * a second later by SIGKILL. Only where this process is itself killed by SIGKILL, or by a signal that
 * it does not handle, is the command left to end by itself.
 *
 * @example
 * import { firstValueFrom, from } from 'rxjs'
 * import { choice, struct } from 'rxnas'
 * import { commandTrainer } from 'rxnas/node'
 *
 * const script = `
 *   const { architecture } = JSON.parse(require('node:fs').readFileSync(0, 'utf8'))
 *   process.stdout.write(JSON.stringify({ accuracy: architecture.units / 32 }))`
 * const trainer = commandTrainer(struct({ units: choice(8, 16, 32) }), {
 *   command: [process.execPath, '-e', script],
 *   timeLimit: 60,
 * })
 * const { signal } = new AbortController()
 * const job = { architecture: { units: 8 }, budget: {}, seed: 1, signal } as const
 * console.log(await firstValueFrom(from(trainer(job)))) // { accuracy: 0.25 }
 */
export const commandTrainer = <A>(
  space: SearchSpace<A>,
  { command, cwd, environment = {}, timeLimit }: CommandTrainerOptions,
): Trainer<A> => {
  if (timeLimit !== undefined && !(timeLimit > 0 && timeLimit <= longestTimer))
    throw new RangeError(
      `The timeLimit of a command is above 0 and up to ${longestTimer} s (24 days), and not ${timeLimit}.`,
    )
  const called = typeof command === 'string' ? command : command.join(' ')
  return named('commandTrainer', { command: called, timeLimit })<Trainer<A>>(
    ({ architecture, budget, seed, signal }) =>
      new Observable<TrainingProgress | Measurement>((subscriber) => {
        const told: Told = {
          // A space's codec encodes to JSON by construction.
          architecture: codec(space).encode(architecture) as Json,
          decisions: decisionsOf(space)(architecture).map((decision) => ({ ...decision })),
          budget: { ...budget },
          seed,
        }
        const { program, args, shell } = commandLine(command, told)
        const child = spawn(program, args, {
          cwd,
          env: { ...process.env, ...environment },
          shell,
          stdio: ['pipe', 'pipe', 'pipe'],
          // A group of its own, so that what the command starts ends with it.
          detached: process.platform !== 'win32',
          windowsHide: true,
        })
        const group = processGroup(child)
        let last: Line | undefined
        let words = ''
        let stoppedFor: TrainingError | undefined

        const stop = (reason: TrainingError): void => {
          stoppedFor ??= reason
          group.stop()
        }
        const onAbort = (): void => {
          stop(trainerFailed('The training was stopped.'))
        }
        const remember = (text: string): void => {
          words = (words + text).slice(-4000)
        }
        const heard = lines((text) => {
          const line = readLine(text)
          if (line === undefined) remember(`${text}\n`)
          last = line ?? last
          const progress = line && progressOf(line)
          if (progress !== undefined) subscriber.next(progress)
        })
        const fail = (how: string, reason: (message: string) => TrainingError): void => {
          const said = lastWords(words)
          subscriber.error(stoppedFor ?? reason(said === '' ? how : `${how}; it said: ${said}`))
        }

        const timer =
          timeLimit === undefined
            ? undefined
            : setTimeout(() => {
                stop(timedOut(timeLimit))
              }, timeLimit * 1000)
        let waiting: NodeJS.Timeout | undefined
        child.stdout.setEncoding('utf8').on('data', heard.push)
        child.stderr.setEncoding('utf8').on('data', remember)
        child.on('error', (error) => {
          subscriber.error(
            trainerFailed(
              `The command ${called} could not be started${cwd === undefined ? '' : ` in ${cwd}`}: ${error.message}. Is it installed, and the folder there?`,
            ),
          )
        })
        child.on('exit', () => {
          waiting = setTimeout(() => {
            child.stdout.destroy()
            child.stderr.destroy()
          }, outputMilliseconds)
        })
        child.on('close', (status, endedBy) => {
          clearTimeout(timer)
          clearTimeout(waiting)
          signal.removeEventListener('abort', onAbort)
          heard.end()
          if (endedBy !== null) fail(`signal ${endedBy}`, crashed)
          else if (stoppedFor !== undefined || status !== 0)
            fail(`The command ${called} ended with status ${status ?? 'unknown'}`, trainerFailed)
          else {
            const metrics = metricsOf(last)
            if (E.isLeft(metrics)) subscriber.error(metrics.left)
            else {
              subscriber.next(metrics.right)
              subscriber.complete()
            }
          }
        })
        // A command that reads no input may end before it is written.
        child.stdin.on('error', () => undefined)
        child.stdin.end(`${JSON.stringify(told)}\n`)

        if (signal.aborted) onAbort()
        else signal.addEventListener('abort', onAbort)
        subscriber.add(() => {
          clearTimeout(timer)
          signal.removeEventListener('abort', onAbort)
          if (child.exitCode === null && child.signalCode === null) onAbort()
        })
      }),
  )
}
