import * as E from 'fp-ts/lib/Either.js'
import { type EngineError } from './EngineError.ts'
import { type EnginePaths, enginePaths } from './EnginePaths.ts'
import { locateEngines } from './locateEngine.ts'
import { verifyEngine } from './verifyEngine.ts'

/** What there is of an engine. */
export type EngineStatus =
  | { readonly _tag: 'Absent'; readonly home: string }
  | {
      readonly _tag: 'Works'
      readonly from: 'project' | 'cache'
      readonly tfjsNode: string
      readonly libtensorflow: string
    }
  | { readonly _tag: 'Broken'; readonly tfjsNode: string; readonly error: EngineError }

/** Looks for an engine and tries it; one of the project's that does not load gives way to the cache's. */
export const engineStatus = async (paths: EnginePaths = enginePaths()): Promise<EngineStatus> => {
  let status: EngineStatus = { _tag: 'Absent', home: paths.home }
  for (const there of locateEngines(paths)) {
    const works = await verifyEngine(there.tfjsNode)
    if (E.isRight(works)) return { _tag: 'Works', ...there, libtensorflow: works.right }
    status = { _tag: 'Broken', tfjsNode: there.tfjsNode, error: works.left }
  }
  return status
}
