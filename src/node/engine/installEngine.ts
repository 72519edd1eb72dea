import * as E from 'fp-ts/lib/Either.js'
import { existsSync } from 'node:fs'
import { mkdir, rename, rm, stat, statfs, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { compileAddon, findCompiler } from './compileAddon.ts'
import { downloadWheel } from './downloadWheel.ts'
import { diskFull, engineError, type EngineError, fileError, noCompiler } from './EngineError.ts'
import { type EnginePaths, enginePaths, packageOf } from './EnginePaths.ts'
import { type EngineProgress } from './EngineProgress.ts'
import { extractWheel } from './extractWheel.ts'
import { installJavaScript } from './installJavaScript.ts'
import { installPrebuilt } from './installPrebuilt.ts'
import { linkProject } from './linkProject.ts'
import { locateEngines } from './locateEngine.ts'
import { stoppedBySignals } from '../process/stoppedBySignals.ts'
import { cleanStaging, newStaging, removeStaging } from './staging.ts'
import { verifyEngine } from './verifyEngine.ts'
import { type Wheel, wheels } from './wheels.ts'

/** Where libtensorflow may come from. */
export type EngineSource = 'auto' | 'prebuilt' | 'pypi'

/** How the engine is set up. */
export interface InstallOptions {
  readonly paths?: EnginePaths
  readonly source?: EngineSource
  /** Makes the engine anew where there is one. */
  readonly force?: boolean
  readonly report?: (progress: EngineProgress) => void
  /** Stops the set-up; without one, Ctrl-C and a termination signal do. */
  readonly signal?: AbortSignal
  /** The wheel to take libtensorflow from; default that of this platform. */
  readonly wheel?: Wheel
}

/** An engine that is set up. */
export interface EngineInfo {
  readonly from: 'project' | 'cache'
  /** Folder of the tfjs-node package. */
  readonly tfjsNode: string
  /** Version of libtensorflow. */
  readonly libtensorflow: string
}

/** Room that a set-up takes while it is made: wheel, libraries and JavaScript. */
const roomNeeded = 1_600_000_000

const fromWheel = async (
  staging: string,
  tfjsNode: string,
  {
    wheel = wheels[`${process.platform}-${process.arch}`],
    report = () => undefined,
    signal,
  }: InstallOptions,
): Promise<E.Either<EngineError, void>> => {
  if (wheel === undefined)
    return E.left(
      engineError(
        'UnsupportedPlatform',
        `The native engine could not be set up: there is no libtensorflow for ${process.platform} on ${process.arch} that rxnas knows. Put a working @tensorflow/tfjs-node 4.22.0 into your project: rxnas takes one that is there.`,
      ),
    )
  // Known before the download, not after it.
  if (findCompiler() === undefined) return E.left(noCompiler)
  const fetched = await downloadWheel(wheel, staging, report, signal)
  if (E.isLeft(fetched)) return fetched
  report({ _tag: 'Step', text: 'unpacking libtensorflow' })
  const unpacked = await extractWheel(fetched.right, wheel, join(tfjsNode, 'deps'), signal)
  if (E.isLeft(unpacked)) return unpacked
  await rm(join(staging, 'wheel'), { recursive: true, force: true })
  report({ _tag: 'Step', text: 'compiling the addon (about ten seconds)' })
  const headers = join(staging, 'node_modules', 'node-api-headers', 'include')
  const compiled = await compileAddon(tfjsNode, headers, signal)
  await rm(join(tfjsNode, 'deps', 'include'), { recursive: true, force: true })
  return compiled
}

const fill = async (
  staging: string,
  options: InstallOptions,
): Promise<E.Either<EngineError, string>> => {
  const { source = 'auto', report = () => undefined, signal } = options
  const tfjsNode = packageOf(staging)
  report({ _tag: 'Step', text: 'installing tfjs-node’s JavaScript by npm', bytes: 77_000_000 })
  const javascript = await installJavaScript(staging, signal)
  if (E.isLeft(javascript)) return javascript
  if (source !== 'pypi') {
    report({ _tag: 'Step', text: 'asking for tfjs-node’s prebuilt engine' })
    const prebuilt = await installPrebuilt(staging, tfjsNode, signal)
    if (E.isRight(prebuilt)) {
      const works = await verifyEngine(tfjsNode, signal)
      if (E.isRight(works) || source === 'prebuilt') return works
      await rm(join(tfjsNode, 'deps'), { recursive: true, force: true })
      await rm(join(tfjsNode, 'lib'), { recursive: true, force: true })
    } else if (source === 'prebuilt' || prebuilt.left._tag === 'Interrupted') return prebuilt
    report({
      _tag: 'Step',
      text: 'the prebuilt engine cannot be had here; taking libtensorflow from PyPI',
    })
  }
  const built = await fromWheel(staging, tfjsNode, options)
  if (E.isLeft(built)) return built
  report({ _tag: 'Step', text: 'trying the engine' })
  return verifyEngine(tfjsNode, signal)
}

/** What tells one engine's folder from another that took its place. */
const identity = (folder: string): Promise<number | undefined> =>
  stat(folder).then(
    ({ ino }) => ino,
    () => undefined,
  )

const place = async (
  staging: string,
  paths: EnginePaths,
  replaced: number | undefined,
): Promise<void> => {
  const { home } = paths
  // An engine that another process has put there since is as new as ours, and maybe in use.
  if (replaced !== undefined && (await identity(home)) === replaced) {
    // Moved away whole before it is removed: a half-removed engine never has the final name.
    const aside = await newStaging(paths)
    await rename(home, join(aside, 'old')).catch(() => undefined)
    await removeStaging(aside)
  }
  try {
    await rename(staging, home)
  } catch (error) {
    // Another process was first: its engine is as good.
    if (!existsSync(home)) throw error
  }
}

const install = async (options: InstallOptions): Promise<E.Either<EngineError, EngineInfo>> => {
  const { paths = enginePaths(), force = false } = options
  let staging: string | undefined
  try {
    await mkdir(paths.engines, { recursive: true })
    await cleanStaging(paths)
    const { bavail, bsize } = await statfs(paths.engines)
    if (bavail * bsize < roomNeeded) return E.left(diskFull(paths.engines, bavail * bsize))
    const replaced = force ? await identity(paths.home) : undefined
    staging = await newStaging(paths)
    const filled = await fill(staging, options)
    if (E.isLeft(filled)) return filled
    await writeFile(
      join(staging, 'engine.json'),
      `${JSON.stringify({ libtensorflow: filled.right })}\n`,
    )
    await place(staging, paths, replaced)
    await linkProject(paths)
    return E.right({
      from: 'cache',
      tfjsNode: packageOf(paths.home),
      libtensorflow: filled.right,
    })
  } catch (error) {
    return E.left(fileError(paths.engines, error))
  } finally {
    if (staging !== undefined) await removeStaging(staging)
  }
}

/**
 * Sets up the native engine in the user's cache, whole or not at all, and links it into the current
 * project. JavaScript comes by npm; libtensorflow from tfjs-node's own prebuilt where that can be
 * reached, else from PyPI by pip or uv, for which the addon is compiled.
 *
 * Without a `signal` of the caller's, Ctrl-C and a termination signal stop the set-up: it ends its
 * tools, removes what it has begun, and its outcome is `Interrupted`.
 */
export const installEngine = (
  options: InstallOptions = {},
): Promise<E.Either<EngineError, EngineInfo>> =>
  options.signal === undefined
    ? stoppedBySignals((signal) => install({ ...options, signal }))
    : install(options)

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

/** An engine that is there; its library's version is known once it is loaded. */
export type LocatedInfo = Pick<EngineInfo, 'from' | 'tfjsNode'>
