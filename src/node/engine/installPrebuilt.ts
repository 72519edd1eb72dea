import * as E from 'fp-ts/lib/Either.js'
import { readdirSync, statSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { delimiter, join } from 'node:path'
import { lastWords, runTool } from '../process/runTool.ts'
import { engineError, type EngineError, interrupted } from './EngineError.ts'

const bytesBelow = (folder: string): number =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    // Files come and go while the installer works.
    .map((name) => statSync(join(folder, name), { throwIfNoEntry: false })?.size ?? 0)
    .reduce((sum, size) => sum + size, 0)

/**
 * Runs tfjs-node's own installer, which fetches a prebuilt libtensorflow and addon from outside the
 * package registries. Given up where it neither speaks nor writes for 45 seconds.
 */
export const installPrebuilt = async (
  home: string,
  tfjsNode: string,
  signal?: AbortSignal,
): Promise<E.Either<EngineError, void>> => {
  let seen = ''
  const ran = await runTool(process.execPath, [join(tfjsNode, 'scripts', 'install.js')], {
    cwd: tfjsNode,
    environment: {
      ...process.env,
      PATH: [join(home, 'node_modules', '.bin'), process.env['PATH'] ?? ''].join(delimiter),
    },
    signal,
    stallSeconds: 45,
    showsLife: () => {
      const now = bytesBelow(tfjsNode).toString()
      const grown = now !== seen
      seen = now
      return grown
    },
  })
  if (ran.ended === 'aborted') return E.left(interrupted)
  if (ran.ended === 'exited' && ran.status === 0 && !/rror/.test(ran.output))
    return E.right(undefined)
  await rm(join(tfjsNode, 'deps'), { recursive: true, force: true })
  await rm(join(tfjsNode, 'lib'), { recursive: true, force: true })
  return E.left(
    engineError(
      'DownloadFailed',
      `tfjs-node's prebuilt engine could not be fetched: ${lastWords(ran.output, 1) || 'no answer'}`,
    ),
  )
}
