import { spawn } from 'node:child_process'
import { accessSync, constants } from 'node:fs'
import { delimiter, join } from 'node:path'

/** How a tool ended: its exit status (or why it has none) and the last of what it said. */
export interface ToolResult {
  readonly ended: 'exited' | 'not-found' | 'stalled' | 'aborted'
  readonly status: number
  readonly output: string
}

/** How {@link runTool} runs a tool. */
export interface ToolOptions {
  readonly cwd?: string
  readonly environment?: NodeJS.ProcessEnv
  readonly signal?: AbortSignal | undefined
  /** Ends a tool that neither speaks nor shows life for so long. */
  readonly stallSeconds?: number
  /** Whether a silent tool is at work all the same, such as a file that grows. */
  readonly showsLife?: () => boolean
}

const kept = 8_000

/** Secrets that an address may carry are nothing for a message. */
const withoutSecrets = (text: string): string => text.replace(/(\w+:\/\/)[^\s/@]+@/g, '$1')

/** Runs a tool to its end and keeps the last of what it says. Never rejects. */
export const runTool = (
  command: string,
  args: ReadonlyArray<string>,
  { cwd, environment, signal, stallSeconds, showsLife }: ToolOptions = {},
): Promise<ToolResult> =>
  new Promise((resolve) => {
    let output = ''
    let ended: ToolResult['ended'] = 'exited'
    let lastLife = Date.now()
    const child = spawn(command, args, {
      cwd,
      env: environment ?? process.env,
      stdio: ['ignore', 'pipe', 'pipe'],
      // A group of its own, so that what the tool starts ends with it.
      detached: process.platform !== 'win32',
    })
    const kill = (why: ToolResult['ended']): void => {
      ended = why
      try {
        if (child.pid !== undefined) process.kill(-child.pid, 'SIGKILL')
      } catch {
        child.kill('SIGKILL')
      }
    }
    const onAbort = (): void => {
      kill('aborted')
    }
    const watch = setInterval(() => {
      if (stallSeconds === undefined) return
      if (showsLife?.() === true) lastLife = Date.now()
      if (Date.now() - lastLife > stallSeconds * 1000) kill('stalled')
    }, 500)
    const heard = (chunk: Buffer): void => {
      lastLife = Date.now()
      output = (output + chunk.toString('utf8')).slice(-kept)
    }
    const finish = (status: number, why?: ToolResult['ended']): void => {
      clearInterval(watch)
      signal?.removeEventListener('abort', onAbort)
      resolve({ ended: why ?? ended, status, output: withoutSecrets(output).trim() })
    }
    child.stdout.on('data', heard)
    child.stderr.on('data', heard)
    child.on('error', (error) => {
      output += error.message
      finish(-1, 'code' in error && error.code === 'ENOENT' ? 'not-found' : 'exited')
    })
    child.on('close', (code) => {
      finish(code ?? -1)
    })
    if (signal?.aborted === true) onAbort()
    else signal?.addEventListener('abort', onAbort)
  })

/** The first of some commands that the PATH has. */
export const firstOnPath = (
  commands: ReadonlyArray<string>,
  environment: NodeJS.ProcessEnv = process.env,
): string | undefined =>
  commands.find((command) =>
    (environment['PATH'] ?? '').split(delimiter).some((folder) => {
      if (folder === '') return false
      try {
        accessSync(join(folder, command), constants.X_OK)
        return true
      } catch {
        return false
      }
    }),
  )

/** The last lines of what a tool said, for a message. */
export const lastWords = (output: string, lines = 3): string =>
  output
    .split('\n')
    .filter((line) => line.trim() !== '')
    .slice(-lines)
    .join(' / ')
    .slice(-600)
