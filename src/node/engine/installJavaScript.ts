import { pipe } from 'fp-ts/lib/function.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import { cp } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { lastLines } from '../process/lastText.ts'
import { runNpm } from '../process/runNpm.ts'
import { type ToolResult } from '../process/runTool.ts'
import { type EngineError, interrupted, noNpm, toolError } from './EngineError.ts'
import { inFolder, type SetUp, step } from './SetUp.ts'

/** Our own package.json and lock file: every package the engine brings, pinned by its hash. */
const runtime = fileURLToPath(new URL('./runtime/', import.meta.url))

const failureOf = (
  { ended, status, output }: ToolResult,
  folder: string,
): EngineError | undefined => {
  switch (ended) {
    case 'not-found':
      return noNpm
    case 'aborted':
      return interrupted
    case 'stalled':
    case 'exited':
      return status === 0
        ? undefined
        : toolError(
            'DownloadFailed',
            folder,
            'The native engine could not be set up: npm could not install @tensorflow/tfjs-node. Check the network and npm’s registry setting, then try again. npm printed',
            lastLines(output),
          )
  }
}

/** Installs tfjs-node's JavaScript and node-api-headers into the staging folder, without their scripts. */
export const installJavaScript = (setUp: SetUp): TE.TaskEither<EngineError, void> => {
  const { staging, signal } = setUp
  return pipe(
    TE.Do,
    TE.tapIO(() => step(setUp, 'installing tfjs-node’s JavaScript by npm', 77_000_000)),
    TE.flatMap(() => inFolder(staging, () => cp(runtime, staging, { recursive: true }))),
    TE.flatMapTask(() => () => runNpm(['ci'], { cwd: staging, signal })),
    TE.flatMap((ran) => {
      const failure = failureOf(ran, staging)
      return failure === undefined ? TE.right(undefined) : TE.left(failure)
    }),
  )
}
