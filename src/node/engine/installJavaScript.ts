import * as E from 'fp-ts/lib/Either.js'
import { cp } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { runNpm } from '../process/runNpm.ts'
import { lastLines } from '../process/lastText.ts'
import { type EngineError, fileError, interrupted, noNpm, toolError } from './EngineError.ts'

/** Our own package.json and lock file: every package the engine brings, pinned by its hash. */
const runtime = fileURLToPath(new URL('./runtime/', import.meta.url))

/** Installs tfjs-node's JavaScript and node-api-headers into a folder, without their scripts. */
export const installJavaScript = async (
  folder: string,
  signal?: AbortSignal,
): Promise<E.Either<EngineError, void>> => {
  try {
    await cp(runtime, folder, { recursive: true })
  } catch (error) {
    return E.left(fileError(folder, error))
  }
  const npm = await runNpm(['ci'], { cwd: folder, signal })
  switch (npm.ended) {
    case 'not-found':
      return E.left(noNpm)
    case 'aborted':
      return E.left(interrupted)
    case 'stalled':
    case 'exited':
      return npm.status === 0
        ? E.right(undefined)
        : E.left(
            toolError(
              'DownloadFailed',
              folder,
              'The native engine could not be set up: npm could not install @tensorflow/tfjs-node. Check the network and npm’s registry setting, then try again. npm said',
              lastLines(npm.output),
            ),
          )
  }
}
