import { existsSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { isRecord } from '../../common/index.ts'
import { tfjsVersion } from '../../tfjs/tfjsVersion.ts'
import { addonOf, type EnginePaths, enginePaths, packageOf } from './EnginePaths.ts'

import { isWhole } from './wholeEngine.ts'

/** An engine that is there: whose it is, and the folder of its tfjs-node package. */
export interface LocatedEngine {
  readonly from: 'project' | 'cache'
  readonly tfjsNode: string
}

const versionOf = (folder: string): unknown => {
  const parsed: unknown = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))
  return isRecord(parsed) ? parsed['version'] : undefined
}

/** A tfjs-node of the right version, with its addon, that the project at `from` has installed. */
const inProject = (from: string): string | undefined => {
  try {
    const require = createRequire(join(from, 'package.json'))
    const folder = dirname(require.resolve('@tensorflow/tfjs-node/package.json'))
    return versionOf(folder) === tfjsVersion && existsSync(addonOf(folder)) ? folder : undefined
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
