import { pipe } from 'fp-ts/lib/function.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import { delimiter, join } from 'node:path'
import { bytesBelow } from '../process/bytesBelow.ts'
import { lastLines } from '../process/lastText.ts'
import { runTool, type ToolResult } from '../process/runTool.ts'
import { engineError, type EngineError, interrupted } from './EngineError.ts'
import { packageOf } from './EnginePaths.ts'
import { type SetUp, step } from './SetUp.ts'

const runInstaller =
  ({ staging, signal }: SetUp) =>
  (): Promise<ToolResult> => {
    const tfjsNode = packageOf(staging)
    let seen = 0
    return runTool(process.execPath, [join(tfjsNode, 'scripts', 'install.js')], {
      cwd: tfjsNode,
      environment: {
        ...process.env,
        PATH: [join(staging, 'node_modules', '.bin'), process.env['PATH'] ?? ''].join(delimiter),
      },
      signal,
      stallSeconds: 45,
      showsLife: () => {
        const now = bytesBelow(tfjsNode)
        const grown = now !== seen
        seen = now
        return grown
      },
    })
  }

/**
 * Runs tfjs-node's own installer, which fetches a prebuilt libtensorflow and addon from its makers'
 * server; where from, environment variables may say, and nothing tells whether it is what they made.
 * So it runs only for a person who asks for it. Given up where it neither prints nor writes for 45
 * seconds.
 */
export const installPrebuilt = (setUp: SetUp): TE.TaskEither<EngineError, void> =>
  pipe(
    TE.Do,
    TE.tapIO(() => step(setUp, 'fetching tfjs-node’s prebuilt engine, which has no checksum')),
    TE.flatMapTask(() => runInstaller(setUp)),
    TE.flatMap(({ ended, status, output }) =>
      ended === 'aborted'
        ? TE.left(interrupted)
        : // The installer may say that a download failed and still exit with 0.
          ended === 'exited' && status === 0 && !/error/i.test(output)
          ? TE.right(undefined)
          : TE.left(
              engineError(
                'DownloadFailed',
                `tfjs-node's prebuilt engine could not be fetched: ${lastLines(output, 1) || 'no answer'}. Leave --prebuilt out: then libtensorflow comes from PyPI, pinned and checked.`,
              ),
            ),
    ),
  )
