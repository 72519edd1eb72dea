import { pipe } from 'fp-ts/lib/function.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import { createWriteStream } from 'node:fs'
import { symlink } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { openPromise } from 'yauzl'
import { makeFolder } from '../files/index.ts'
import { type EngineError, engineError, fileError, interrupted } from './EngineError.ts'
import { inFolder } from './SetUp.ts'
import { type Wheel } from './wheels.ts'

/** The headers that the addon's C API includes lead to, and their neighbours. */
const header = /^tensorflow\/include\/(tensorflow\/(c|core\/platform)|tsl\/(c|platform))\/.*\.h$/

/** Libraries that the wheel brings along, where libtensorflow's own rpath looks for them. */
const companion = /^tensorflow\w*\.libs\/[^/]+$/

/** Where an entry of the wheel goes below `deps`; `undefined` for those that are not needed. */
const destination = (name: string, wheel: Wheel): string | undefined => {
  if (name === `tensorflow/${wheel.library}`) return `lib/${wheel.library}`
  if (name === `tensorflow/${wheel.framework}`) return `lib/${wheel.framework}`
  if (companion.test(name)) return name
  return header.test(name) ? name.slice('tensorflow/'.length) : undefined
}

/** The names under which the addon links the wheel's libraries, and the files they stand for. */
const linkNames = (wheel: Wheel): ReadonlyArray<readonly [string, string]> => {
  const ending = wheel.library.endsWith('.dylib') ? 'dylib' : 'so'
  return [
    [`libtensorflow.${ending}`, wheel.library],
    [`libtensorflow_framework.${ending}`, wheel.framework],
  ]
}

const unpack = async (
  wheelFile: string,
  wheel: Wheel,
  deps: string,
  signal: AbortSignal | undefined,
): Promise<number> => {
  let libraries = 0
  const zip = await openPromise(wheelFile)
  for await (const entry of zip.eachEntry()) {
    const to = destination(entry.fileName, wheel)
    if (to === undefined) continue
    const file = join(deps, to)
    makeFolder(dirname(file))
    await pipeline(await zip.openReadStreamPromise(entry), createWriteStream(file), { signal })
    if (to.startsWith('lib/')) libraries += 1
  }
  return libraries
}

const lacksLibraries = ({ requirement, platform, library, framework }: Wheel): EngineError =>
  engineError(
    'LoadFailed',
    `The native engine could not be set up: ${requirement} for ${platform} does not hold ${library} and ${framework}.`,
  )

/** Unpacks libtensorflow and its C headers from a wheel into a `deps` folder as tfjs-node has it. */
export const extractWheel = (
  wheelFile: string,
  wheel: Wheel,
  deps: string,
  signal?: AbortSignal,
): TE.TaskEither<EngineError, void> =>
  pipe(
    TE.tryCatch(
      () => unpack(wheelFile, wheel, deps, signal),
      (error) => (signal?.aborted === true ? interrupted : fileError(deps, error)),
    ),
    TE.filterOrElse(
      (libraries) => libraries === 2,
      () => lacksLibraries(wheel),
    ),
    TE.flatMap(() =>
      inFolder(deps, async () => {
        for (const [name, file] of linkNames(wheel)) await symlink(file, join(deps, 'lib', name))
      }),
    ),
  )
