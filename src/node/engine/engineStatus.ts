import * as E from 'fp-ts/lib/Either.js'
import { type EngineError } from './EngineError.ts'
import { type EnginePaths, enginePaths } from './EnginePaths.ts'
import { locateEngine } from './locateEngine.ts'
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

/** Looks for an engine and tries it. */
export const engineStatus = async (paths: EnginePaths = enginePaths()): Promise<EngineStatus> => {
  const there = locateEngine(paths)
  if (there === undefined) return { _tag: 'Absent', home: paths.home }
  const works = await verifyEngine(there.tfjsNode)
  return E.isRight(works)
    ? { _tag: 'Works', ...there, libtensorflow: works.right }
    : { _tag: 'Broken', tfjsNode: there.tfjsNode, error: works.left }
}
