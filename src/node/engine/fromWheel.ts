import { pipe } from 'fp-ts/lib/function.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { compileAddon, findCompiler } from './compileAddon.ts'
import { downloadWheel } from './downloadWheel.ts'
import { type EngineError, noCompiler, unsupportedPlatform } from './EngineError.ts'
import { packageOf } from './EnginePaths.ts'
import { extractWheel } from './extractWheel.ts'
import { inFolder, type SetUp, step } from './SetUp.ts'
import { type Wheel } from './wheels.ts'

const remove = (folder: string): TE.TaskEither<EngineError, void> =>
  inFolder(folder, () => rm(folder, { recursive: true, force: true }))

/** Takes libtensorflow from a wheel whose hash is known, and compiles tfjs-node's addon for it. */
export const fromWheel = (
  wheel: Wheel | undefined,
  setUp: SetUp,
): TE.TaskEither<EngineError, void> => {
  const { staging, signal } = setUp
  const tfjsNode = packageOf(staging)
  const headers = join(staging, 'node_modules', 'node-api-headers', 'include')
  return pipe(
    TE.Do,
    TE.bind('known', () => TE.fromNullable(unsupportedPlatform)(wheel)),
    // Known before the download, not after it.
    TE.bind('compiler', () => TE.fromNullable(noCompiler)(findCompiler())),
    TE.bind('file', ({ known }) => downloadWheel(known, setUp)),
    TE.tapIO(() => step(setUp, 'unpacking libtensorflow')),
    TE.tap(({ file, known }) => extractWheel(file, known, join(tfjsNode, 'deps'), signal)),
    TE.tap(() => remove(join(staging, 'wheel'))),
    TE.tapIO(() => step(setUp, 'compiling the addon (about ten seconds)')),
    TE.tap(({ compiler }) => compileAddon(compiler, tfjsNode, headers, signal)),
    TE.flatMap(() => remove(join(tfjsNode, 'deps', 'include'))),
  )
}
