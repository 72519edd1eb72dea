import { join } from 'node:path'
import { tfjsVersion } from '../../tfjs/tfjsVersion.ts'
import { cacheFolder } from '../cacheFolder.ts'

/** Changes when an engine of an earlier rxnas is laid out otherwise. */
const layout = 1

/** The folders of the engine in the cache. */
export interface EnginePaths {
  /** Folder of all engines. */
  readonly engines: string
  /** Folder of this one, which exists only when it is whole. */
  readonly home: string
}

/** Where the engine of this platform is kept. */
export const enginePaths = (
  cache: string = cacheFolder(),
  platform: string = `${process.platform}-${process.arch}`,
): EnginePaths => {
  const engines = join(cache, 'engine')
  return { engines, home: join(engines, `tfjs-${tfjsVersion}-${layout}-${platform}`) }
}

/** The tfjs-node package inside an engine's folder. */
export const packageOf = (home: string): string =>
  join(home, 'node_modules', '@tensorflow', 'tfjs-node')

/** The addon inside a tfjs-node package. */
export const addonOf = (tfjsNode: string): string =>
  join(tfjsNode, 'lib', 'napi-v8', 'tfjs_binding.node')
