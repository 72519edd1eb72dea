import { existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { tfjsVersion } from '../../tfjs/tfjsVersion.ts'
import { addonOf, type EnginePaths, enginePaths, packageOf } from './EnginePaths.ts'
import { packageVersion } from './packageVersion.ts'
import { isWhole } from './wholeEngine.ts'

/** An engine that is there: whose it is, and the folder of its tfjs-node package. */
export interface LocatedEngine {
  readonly from: 'project' | 'cache'
  readonly tfjsNode: string
}

/** A tfjs-node of the right version, with its addon, that the project at `from` has installed. */
const inProject = (from: string): string | undefined => {
  try {
    const require = createRequire(join(from, 'package.json'))
    const folder = dirname(require.resolve('@tensorflow/tfjs-node/package.json'))
    return packageVersion(folder) === tfjsVersion && existsSync(addonOf(folder))
      ? folder
      : undefined
  } catch {
    return undefined
  }
}

/** The engines that are there, best first: the project's own, then the one in the cache. */
export const locateEngines = (
  paths: EnginePaths = enginePaths(),
  project: string = process.cwd(),
): ReadonlyArray<LocatedEngine> => {
  const own = inProject(project)
  const cached = packageOf(paths.home)
  return [
    ...(own !== undefined && !own.startsWith(paths.engines)
      ? [{ from: 'project', tfjsNode: own } as const]
      : []),
    ...(existsSync(addonOf(cached)) && isWhole(paths.home)
      ? [{ from: 'cache', tfjsNode: cached } as const]
      : []),
  ]
}
