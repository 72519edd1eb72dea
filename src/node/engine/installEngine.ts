import type * as E from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import { existsSync } from 'node:fs'
import { statfs } from 'node:fs/promises'
import { bracket } from '../../common/index.ts'
import { makeFolder } from '../files/index.ts'
import { stoppedBySignals } from '../process/stoppedBySignals.ts'
import { diskFull, type EngineError } from './EngineError.ts'
import { type EnginePaths, enginePaths, packageOf } from './EnginePaths.ts'
import { type SetUpProgress } from './SetUpProgress.ts'
import { fromWheel } from './fromWheel.ts'
import { installJavaScript } from './installJavaScript.ts'
import { installPrebuilt } from './installPrebuilt.ts'
import { linkProject } from './linkProject.ts'
import { identityOf, placeEngine } from './placeEngine.ts'
import { inFolder, type SetUp, step } from './SetUp.ts'
import { cleanStaging, newStaging, removeStaging } from './staging.ts'
import { verifyEngine } from './verifyEngine.ts'
import { type Wheel, wheels } from './wheels.ts'
import { isWhole, noteEngine } from './wholeEngine.ts'

/**
 * Where libtensorflow comes from: `pypi`, a wheel whose hash rxnas knows, for which the addon is
 * compiled here; or `prebuilt`, what tfjs-node's makers have compiled, without a checksum.
 */
export type EngineSource = 'pypi' | 'prebuilt'

/** How the engine is set up. */
export interface InstallOptions {
  readonly paths?: EnginePaths
  /** Default `pypi`. */
  readonly source?: EngineSource
  /** Makes the engine anew where there is one. */
  readonly force?: boolean
  readonly report?: (progress: SetUpProgress) => void
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

/** Makes an engine in a staging folder and tries it: the version of its library. */
const make = (
  setUp: SetUp,
  { source = 'pypi', wheel = wheels[`${process.platform}-${process.arch}`] }: InstallOptions,
): TE.TaskEither<EngineError, string> =>
  pipe(
    installJavaScript(setUp),
    TE.flatMap(() => (source === 'prebuilt' ? installPrebuilt(setUp) : fromWheel(wheel, setUp))),
    TE.tapIO(() => step(setUp, 'trying the engine')),
    TE.flatMap(() => () => verifyEngine(packageOf(setUp.staging), setUp.signal)),
  )

const checkRoom = ({ engines }: EnginePaths): TE.TaskEither<EngineError, void> =>
  pipe(
    inFolder(engines, () => statfs(engines)),
    TE.flatMap(({ bavail, bsize }) =>
      bavail * bsize < roomNeeded
        ? TE.left(diskFull(engines, bavail * bsize))
        : TE.right(undefined),
    ),
  )

const install = (options: InstallOptions): TE.TaskEither<EngineError, EngineInfo> => {
  const { paths = enginePaths(), force = false, report = () => undefined, signal } = options
  const { engines, home } = paths
  return pipe(
    inFolder(engines, () => {
      makeFolder(engines)
      cleanStaging(paths)
    }),
    TE.flatMap(() => checkRoom(paths)),
    // An engine that was damaged since it was tried is replaced, too.
    TE.flatMapTask(
      () => async () =>
        force || (existsSync(home) && !isWhole(home)) ? identityOf(home) : undefined,
    ),
    TE.flatMap((replaced) =>
      bracket(
        inFolder(engines, () => Promise.resolve(newStaging(paths))),
        (staging) =>
          pipe(
            make({ staging, report, signal }, options),
            TE.tap((libtensorflow) =>
              inFolder(engines, async () => {
                await noteEngine(staging, libtensorflow)
                await placeEngine(staging, paths, replaced)
              }),
            ),
          ),
        (staging) => () => removeStaging(staging),
      ),
    ),
    TE.tapTask(() => () => linkProject(paths)),
    TE.map((libtensorflow) => ({ from: 'cache', tfjsNode: packageOf(home), libtensorflow })),
  )
}

/**
 * Sets up the native engine in the user's cache, whole or not at all, and links it into the current
 * project. JavaScript comes by npm, pinned by a lock file; libtensorflow from PyPI by pip or uv, pinned
 * by its hash, and the addon is compiled for it.
 *
 * Without a `signal` of the caller's, Ctrl-C and a termination signal stop the set-up: it ends its
 * tools, removes what it has begun, and its outcome is `Interrupted`.
 */
export const installEngine = (
  options: InstallOptions = {},
): Promise<E.Either<EngineError, EngineInfo>> =>
  options.signal === undefined
    ? stoppedBySignals((signal) => install({ ...options, signal })())
    : install(options)()
