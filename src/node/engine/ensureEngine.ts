import * as E from 'fp-ts/lib/Either.js'
import { type EngineError } from './EngineError.ts'
import { enginePaths } from './EnginePaths.ts'
import { type EngineInfo, installEngine, type InstallOptions } from './installEngine.ts'
import { linkProject } from './linkProject.ts'
import { locateEngines } from './locateEngine.ts'
import { verifyEngine } from './verifyEngine.ts'

/** An engine that is there; its library's version is known once it is loaded. */
export type LocatedInfo = Pick<EngineInfo, 'from' | 'tfjsNode'>

/** The engine that is there, or a new one: what every command that trains begins with. */
export const ensureEngine = async (
  options: InstallOptions = {},
): Promise<E.Either<EngineError, LocatedInfo>> => {
  const { paths = enginePaths() } = options
  for (const there of options.force === true ? [] : locateEngines(paths)) {
    if (there.from === 'cache') await linkProject(paths)
    // What is in the cache was tried before it came there.
    if (there.from === 'cache' || E.isRight(await verifyEngine(there.tfjsNode, options.signal)))
      return E.right(there)
  }
  return installEngine(options)
}
