import * as E from 'fp-ts/lib/Either.js'
import { Observable } from 'rxjs'
import {
  anObject,
  checkOptions,
  optional,
  type OptionCheck,
  timerSeconds,
} from '../../common/index.ts'
import {
  aSpace,
  crashed,
  type Measurement,
  type SearchSpace,
  timedOut,
  trainerFailed,
  type TrainingError,
  type TrainingProgress,
} from '../../core.ts'
import { named, type Trainer } from '../../../streams/index.ts'
import { lastLines } from '../process/lastText.ts'
import { type ProcessEnd, startProcess } from '../process/startProcess.ts'
import { commandInput } from './CommandInput.ts'
import { type Command, commandLine } from './commandLine.ts'
import { onLines } from './onLines.ts'
import { type Line, metricsOf, progressOf, readLine } from './output.ts'

/** What {@link commandTrainer} runs. */
export interface CommandTrainerOptions {
  /**
   * A line for the shell, or a program and its arguments. `{architecture}`, `{decisions}`,
   * `{budget}` and `{seed}` in it are replaced by JSON, which is quoted for the shell (on Windows
   * give a list).
   */
  readonly command: Command
  /** The folder it runs in; default that of this process. */
  readonly cwd?: string
  /** Variables beside those of this process. */
  readonly environment?: Readonly<Record<string, string>>
  /** Seconds that a training may take. */
  readonly timeLimit?: number
}

/** Why a command that has come to its end has not trained its child; `undefined` where it has. */
const failureOf = (
  end: ProcessEnd,
  command: string,
  { cwd, output }: { readonly cwd: string | undefined; readonly output: string },
): TrainingError | undefined => {
  const printed = lastLines(output)
  const withOutput = (how: string): string => (printed === '' ? how : `${how}; it said: ${printed}`)
  switch (end._tag) {
    case 'NotStarted':
      return trainerFailed(
        `The command ${command} could not be started${cwd === undefined ? '' : ` in ${cwd}`}: ${end.error.message}. Is it installed, and the folder there?`,
      )
    case 'Killed':
      return crashed(withOutput(`signal ${end.signal}`))
    case 'Exited':
      return end.status === 0
        ? undefined
        : trainerFailed(withOutput(`The command ${command} ended with status ${end.status}`))
  }
}

const aCommand: OptionCheck = {
  takes: 'a line for the shell, or a program and its arguments,',
  holds: (value) =>
    Array.isArray(value)
      ? value.length > 0 && value.every((part) => typeof part === 'string')
      : typeof value === 'string' && value.trim() !== '',
}

/**
 * A trainer that is any command: a script in Python, a job on another machine. One process trains
 * one child. It reads one JSON line from its standard input,
 * `{"architecture": …, "decisions": [{"path", "option", "of"}, …], "budget": …, "seed": …}`, or has
 * these in its arguments. What it prints that is a JSON object is heard: a line with a `step` is
 * progress, and the last line is the metrics. Other lines are its own affair.
 *
 * A status other than 0 is a `TrainerFailed` with the end of its output, a signal is `Crashed`, more than
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
  options: CommandTrainerOptions,
): Trainer<A> => {
  checkOptions('commandTrainer()', { space }, { space: aSpace })
  checkOptions('commandTrainer()', options, {
    command: aCommand,
    timeLimit: optional(timerSeconds),
    environment: optional(anObject()),
  })
  const { command, cwd, environment = {}, timeLimit } = options
  const commandText = typeof command === 'string' ? command : command.join(' ')
  return named('commandTrainer', { command: commandText, timeLimit })<Trainer<A>>(
    (job) =>
      new Observable<TrainingProgress | Measurement>((subscriber) => {
        const input = commandInput(space, job)
        const { program, args, shell } = commandLine(command, input)
        let lastObject: Line | undefined
        let stoppedFor: TrainingError | undefined

        const lines = onLines((text) => {
          const line = readLine(text)
          if (line === undefined) running.output.add(`${text}\n`)
          lastObject = line ?? lastObject
          const progress = line && progressOf(line)
          if (progress !== undefined) subscriber.next(progress)
        })
        const running = startProcess(program, args, {
          ...{ cwd, shell, environment: { ...process.env, ...environment } },
          input: `${JSON.stringify(input)}\n`,
          onOutput: lines.push,
        })
        const stop = (reason: TrainingError): void => {
          stoppedFor ??= reason
          running.stop()
        }
        const onAbort = (): void => {
          stop(trainerFailed('The training was stopped.'))
        }
        const timer =
          timeLimit === undefined
            ? undefined
            : setTimeout(() => {
                stop(timedOut(timeLimit))
              }, timeLimit * 1000)
        const unwatch = (): void => {
          clearTimeout(timer)
          job.signal.removeEventListener('abort', onAbort)
        }
        if (job.signal.aborted) onAbort()
        else job.signal.addEventListener('abort', onAbort)

        void running.ended.then((end) => {
          unwatch()
          lines.end()
          const failure =
            stoppedFor ?? failureOf(end, commandText, { cwd, output: running.output.text() })
          const metrics = failure === undefined ? metricsOf(lastObject) : E.left(failure)
          if (E.isLeft(metrics)) subscriber.error(metrics.left)
          else {
            subscriber.next(metrics.right)
            subscriber.complete()
          }
        })
        return () => {
          unwatch()
          running.stop()
        }
      }),
  )
}
