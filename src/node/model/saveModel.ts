import * as tf from '@tensorflow/tfjs'
import type * as E from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import { randomUUID } from 'node:crypto'
import { mkdir, rename, rm, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { bracket } from '../../common/index.ts'
import { makeFolder } from '../files/index.ts'
import { artifactsOf, attempt } from './artifactsOf.ts'
import { modelError, type ModelError } from './ModelError.ts'

/** What of a model is written: all but its weights is plain data. */
const filesOf = ({
  modelTopology,
  weightSpecs,
  weightData,
  format,
  generatedBy,
  convertedBy,
}: tf.io.ModelArtifacts): Readonly<Record<string, Uint8Array | string>> => ({
  'weights.bin': new Uint8Array(new tf.io.CompositeArrayBuffer(weightData).slice()),
  'model.json': JSON.stringify({
    ...{ modelTopology, format, generatedBy, convertedBy },
    weightsManifest: [{ paths: ['weights.bin'], weights: weightSpecs }],
  }),
})

/** Writes files into a new folder that is moved into place whole, over an older one. */
const writeWhole = (
  files: Readonly<Record<string, Uint8Array | string>>,
  folder: string,
): TE.TaskEither<unknown, void> =>
  bracket(
    attempt(async () => {
      const staging = `${folder}.staging-${randomUUID()}`
      makeFolder(dirname(folder))
      await mkdir(staging)
      return staging
    }),
    (staging) =>
      attempt(async () => {
        for (const [name, data] of Object.entries(files)) await writeFile(join(staging, name), data)
        await rm(folder, { recursive: true, force: true })
        await rename(staging, folder)
      }),
    (staging) => () => rm(staging, { recursive: true, force: true }),
  )

/**
 * Saves a model in tfjs's LayersModel form (`model.json` and `weights.bin`), which tfjs in a browser
 * and in Node, Netron and the Keras converter read.
 */
export const saveModel = (
  model: tf.LayersModel,
  folder: string,
): Promise<E.Either<ModelError, void>> =>
  pipe(
    artifactsOf(model),
    TE.flatMap((artifacts) => writeWhole(filesOf(artifacts), folder)),
    TE.mapLeft((error) => modelError('saved in', folder, error)),
  )()
