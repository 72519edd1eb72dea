import * as E from 'fp-ts/lib/Either.js'
import { rm } from 'node:fs/promises'
import { delimiter, join } from 'node:path'
import { bytesBelow } from '../process/bytesBelow.ts'
import { lastLines } from '../process/lastText.ts'
import { runTool } from '../process/runTool.ts'
import { engineError, type EngineError, interrupted } from './EngineError.ts'

/**
 * Runs tfjs-node's own installer, which fetches a prebuilt libtensorflow and addon from outside the
 * package registries. Given up where it neither speaks nor writes for 45 seconds.
 */
export const installPrebuilt = async (
  home: string,
  tfjsNode: string,
  signal?: AbortSignal,
): Promise<E.Either<EngineError, void>> => {
  let seen = 0
  const ran = await runTool(process.execPath, [join(tfjsNode, 'scripts', 'install.js')], {
    cwd: tfjsNode,
    environment: {
      ...process.env,
      PATH: [join(home, 'node_modules', '.bin'), process.env['PATH'] ?? ''].join(delimiter),
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
  if (ran.ended === 'aborted') return E.left(interrupted)
  // The installer may say that a download failed and still exit with 0.
  if (ran.ended === 'exited' && ran.status === 0 && !/error/i.test(ran.output))
    return E.right(undefined)
  await rm(join(tfjsNode, 'deps'), { recursive: true, force: true })
  await rm(join(tfjsNode, 'lib'), { recursive: true, force: true })
  return E.left(
    engineError(
      'DownloadFailed',
      `tfjs-node's prebuilt engine could not be fetched: ${lastLines(ran.output, 1) || 'no answer'}`,
    ),
  )
}
