import { pipe } from 'fp-ts/lib/function.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import { bracket } from '../../common/index.ts'
import { errorCode } from './errorCode.ts'
import { type StartedProcess, startProcess } from './startProcess.ts'

/** How a tool ended: its exit status (or why it has none) and the last of its output. */
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
  /** Ends a tool that neither prints nor shows life for so long. */
  readonly stallSeconds?: number
  /** Whether a silent tool is at work all the same, such as a file that grows. */
  readonly showsLife?: () => boolean
}

/** Calls back when a tool has neither printed nor shown life for so long; gives what ends the watch. */
const onStall = (
  { output }: StartedProcess,
  { stallSeconds, showsLife }: ToolOptions,
  stalled: () => void,
): (() => void) => {
  if (stallSeconds === undefined) return () => undefined
  let lastLife = Date.now()
  let printed = output.total()
  const timer = setInterval(() => {
    if (showsLife?.() === true || output.total() !== printed) lastLife = Date.now()
    printed = output.total()
    if (Date.now() - lastLife > stallSeconds * 1000) stalled()
  }, 500)
  return () => {
    clearInterval(timer)
  }
}

/** Secrets that an address may carry are nothing for a message. */
const withoutSecrets = (text: string): string => text.replace(/(\w+:\/\/)[^\s/@]+@/g, '$1')

const watch = async (tool: StartedProcess, options: ToolOptions): Promise<ToolResult> => {
  const { signal } = options
  let cutShort: ToolResult['ended'] | undefined
  const kill = (why: ToolResult['ended']): void => {
    cutShort ??= why
    tool.kill()
  }
  const onAbort = (): void => {
    kill('aborted')
  }
  const unwatch = onStall(tool, options, () => {
    kill('stalled')
  })
  if (signal?.aborted === true) onAbort()
  else signal?.addEventListener('abort', onAbort)
  try {
    const end = await tool.ended
    if (end._tag === 'NotStarted') tool.output.add(end.error.message)
    const found = end._tag !== 'NotStarted' || errorCode(end.error) !== 'ENOENT'
    return {
      ended: cutShort ?? (found ? 'exited' : 'not-found'),
      status: end._tag === 'Exited' ? end.status : -1,
      output: withoutSecrets(tool.output.text()).trim(),
    }
  } finally {
    unwatch()
    signal?.removeEventListener('abort', onAbort)
  }
}

/** Runs a tool to its end and keeps the last of its output. Never rejects. */
export const runTool = (
  command: string,
  args: ReadonlyArray<string>,
  options: ToolOptions = {},
): Promise<ToolResult> =>
  pipe(
    bracket(
      TE.fromIO(() => startProcess(command, args, options)),
      (tool) => TE.fromTask(() => watch(tool, options)),
      ({ kill, ended }) =>
        async () => {
          kill()
          await ended
        },
    ),
    TE.toUnion,
  )()
