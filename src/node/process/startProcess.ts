import { type Serializable, spawn } from 'node:child_process'
import { lastText, type LastText } from './lastText.ts'
import { processGroup, type ProcessGroup } from './processGroup.ts'

/** How a process came to its end. */
export type ProcessEnd =
  | { readonly _tag: 'NotStarted'; readonly error: Error }
  | { readonly _tag: 'Exited'; readonly status: number }
  | { readonly _tag: 'Killed'; readonly signal: NodeJS.Signals }

/** How a process is started. */
export interface ProcessOptions {
  /** Default the folder of this process. */
  readonly cwd?: string | undefined
  /** All of its variables; default those of this process. */
  readonly environment?: NodeJS.ProcessEnv | undefined
  /** Whether the program is a line for the shell. */
  readonly shell?: boolean
  /** What its standard input holds; default nothing. */
  readonly input?: string
  /** Hears its standard output; by default that is kept with its errors. */
  readonly onOutput?: (text: string) => void
  /** Hears the messages that it sends, and makes it hear those sent to it. */
  readonly onMessage?: (message: unknown) => void
}

/** A process that was started, and all that it starts itself. */
export interface StartedProcess extends ProcessGroup {
  readonly pid: number | undefined
  /** The last of what it wrote. */
  readonly output: LastText
  /** Sends it a message, where it still listens. */
  readonly send: (message: Serializable) => void
  /** Resolves when it is gone and its output read; never rejects. */
  readonly ended: Promise<ProcessEnd>
}

const outputLimit = 8_000

/** A process that has ended is waited for so long where something still holds its output. */
const outputMilliseconds = 1000

/**
 * Starts a process as the leader of a group of its own, so that what it starts ends with it, and it
 * with this process. Whoever starts it stops it where it does not end by itself.
 */
export const startProcess = (
  program: string,
  args: ReadonlyArray<string>,
  { cwd, environment, shell = false, input, onOutput, onMessage }: ProcessOptions = {},
): StartedProcess => {
  const child = spawn(program, args, {
    cwd,
    env: environment ?? process.env,
    shell,
    stdio: [
      input === undefined ? 'ignore' : 'pipe',
      'pipe',
      'pipe',
      ...(onMessage === undefined ? [] : ['ipc' as const]),
    ],
    serialization: 'advanced',
    detached: process.platform !== 'win32',
    windowsHide: true,
  })
  const { stdin, stdout, stderr } = child
  const output = lastText(outputLimit)
  stdout?.setEncoding('utf8').on('data', onOutput ?? output.add)
  stderr?.setEncoding('utf8').on('data', output.add)
  if (onMessage !== undefined) child.on('message', onMessage)
  // A process that reads no input may end before it is written.
  stdin?.on('error', () => undefined)
  stdin?.end(input)

  const ended = new Promise<ProcessEnd>((resolve) => {
    let waiting: NodeJS.Timeout | undefined
    child.on('error', (error) => {
      if (child.pid === undefined) resolve({ _tag: 'NotStarted', error })
    })
    child.on('exit', () => {
      waiting = setTimeout(() => {
        stdout?.destroy()
        stderr?.destroy()
      }, outputMilliseconds)
    })
    child.on('close', (status, signal) => {
      clearTimeout(waiting)
      resolve(
        signal === null ? { _tag: 'Exited', status: status ?? -1 } : { _tag: 'Killed', signal },
      )
    })
  })
  return {
    pid: child.pid,
    output,
    ended,
    send: (message) => {
      if (child.connected) child.send(message, () => undefined)
    },
    ...processGroup(child),
  }
}
