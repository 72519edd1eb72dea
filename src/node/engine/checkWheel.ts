import { pipe } from 'fp-ts/lib/function.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import { createHash } from 'node:crypto'
import { readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { chunksOfRegular } from '../files/index.ts'
import { engineError, type EngineError } from './EngineError.ts'
import { inFolder } from './SetUp.ts'
import { type Wheel } from './wheels.ts'

const sha256 = async (file: string): Promise<string> => {
  const hash = createHash('sha256')
  await pipeline(chunksOfRegular(file), hash)
  return hash.digest('hex')
}

const noWheel = ({ requirement }: Wheel): EngineError =>
  engineError(
    'DownloadFailed',
    `The native engine could not be set up: pip ended well, but left no wheel of ${requirement}. Try again; if that repeats, look at pip’s settings.`,
  )

const otherFile = (name: string, found: string, { sha256: wanted }: Wheel): EngineError =>
  engineError(
    'HashMismatch',
    `The native engine could not be set up: ${name} is not the file that it should be (SHA-256 ${found} instead of ${wanted}). It was deleted. The index that pip uses, or a cache between, serves another file; look at pip’s settings and try again.`,
  )

/** The wheel that pip has left in a folder, once its hash is the one that is known. */
export const checkWheel = (wheel: Wheel, folder: string): TE.TaskEither<EngineError, string> =>
  pipe(
    inFolder(folder, () => readdir(folder)),
    TE.flatMapNullable(
      (files) => files.find((file) => file.endsWith('.whl')),
      () => noWheel(wheel),
    ),
    TE.bindTo('name'),
    TE.let('file', ({ name }) => join(folder, name)),
    TE.bind('found', ({ file }) => inFolder(folder, () => sha256(file))),
    TE.flatMap(({ name, file, found }) =>
      found === wheel.sha256
        ? TE.right(file)
        : pipe(
            inFolder(folder, () => rm(file, { force: true })),
            TE.flatMap(() => TE.left(otherFile(name, found, wheel))),
          ),
    ),
  )
